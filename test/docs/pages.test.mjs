// The pages of the documentation: none is forgotten, every link leads somewhere, the lists are those of the sources.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { anchorsOf, fencesOf, headingsOf, linksOf } from '../../scripts/docs/markdown-page.mjs';
import { allPages, isPlanned, textOf } from '../../scripts/docs/pages.mjs';
import { referencePage } from '../../scripts/docs/reference.mjs';
import { project } from '../../scripts/paths.mjs';
import { dicomErrorCodes } from '../../dist/dicom-viewer.js';

const read = (path) => readFileSync(project(path), 'utf8');
const readme = { path: 'README.md', title: 'README' };

describe('the pages of the documentation', () => {
  it('are all in the table of pages', () => {
    const files = readdirSync(project('docs')).filter((name) => name.endsWith('.md'));
    const listed = allPages().map(({ path }) => path);
    const missing = files.map((name) => `docs/${name}`).filter((path) => !listed.includes(path));
    assert.deepEqual(missing, [], 'add them to scripts/docs/pages.mjs');
  });

  for (const page of [readme, ...allPages()]) {
    it(`have links that lead somewhere in ${page.path}`, () => {
      const text = textOf(page);
      for (const link of linksOf(text).filter((each) => !/^https?:/.test(each))) {
        const [file, anchor] = link.split('#');
        const target = file ? join(dirname(page.path), file) : page.path;
        if (isPlanned(target)) continue;
        assert.ok(existsSync(project(target)), `${page.path}: ${link}`);
        if (anchor) assert.ok(anchorsOf(read(target)).includes(anchor), `${page.path}: ${link}`);
      }
    });

    it(`have one title in ${page.path}`, () => {
      const titles = headingsOf(textOf(page)).filter(({ depth }) => depth === 1);
      assert.equal(titles.length, 1);
    });
  }

  it('have the reference that custom-elements.json makes', () => {
    const manifest = JSON.parse(read('custom-elements.json'));
    assert.equal(read('docs/reference.md'), referencePage(manifest), 'npm run manifest writes it');
  });

  it('name each attribute, property, method and event', () => {
    const [element] = JSON.parse(read('custom-elements.json')).modules[0].declarations;
    const page = read('docs/attributes.md');
    const attributeOf = new Map(element.attributes.map(({ fieldName, name }) => [fieldName, name]));
    const missing = [...element.members, ...element.events]
      .map((each) =>
        each.static ? `DicomViewer.${each.name}` : (attributeOf.get(each.name) ?? each.name),
      )
      .filter((name) => !new RegExp(`\`${name.replaceAll('.', '\\.')}\\b`).test(page));
    assert.deepEqual(missing, []);
  });

  it('have an anchor for each code of an error and of a warning', () => {
    const anchors = anchorsOf(read('docs/errors.md'));
    const declared = /DicomWarningCode =\s*([^;]+);/.exec(read('src/errors.ts'))[1];
    const warnings = [...declared.matchAll(/'([\w-]+)'/g)].map(([, code]) => `warning-${code}`);
    const codes = anchors.filter(
      (each) => !['errors-and-warnings', 'errors', 'warnings'].includes(each),
    );
    assert.deepEqual(codes.toSorted(), [...dicomErrorCodes, ...warnings].toSorted());
  });

  it('say something of each code', () => {
    const [, ...sections] = read('docs/errors.md').split(/^### /m);
    const meaningOf = (section) => section.split(/^## /m)[0].split('\n').slice(1).join('').trim();
    const silent = sections.filter((section) => meaningOf(section).length < 20);
    assert.deepEqual(silent, []);
  });
});

describe('the README', () => {
  it('is read in a minute', () => {
    assert.ok(read('README.md').split('\n').length <= 66);
  });

  it('gives the command that continuous integration runs', () => {
    const commands = fencesOf(read('README.md'))
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.split('\n'))
      .map((line) => line.split('#')[0].trim());
    const last = read('.ci/run').trim().split('\n').at(-1);
    assert.ok(commands.includes(last), last);
  });
});
