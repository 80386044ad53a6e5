// Every snippet of the README and the pages is run: in Chromium, by the compiler, by Python.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { isLive } from '../../scripts/docs/render.mjs';
import { project } from '../../scripts/paths.mjs';
import { startBrowser } from '../apps/tab.mjs';
import { documentOf, serveSnippets, token } from './snippet-server.mjs';
import { seePixels, withPage } from './tab.mjs';
import { allSnippets, wayOf } from './ways.mjs';

const timeout = 120_000;
const snippets = allSnippets();
const of = (way) => snippets.filter((snippet) => snippet.way === way);
const { 'dicom-viewer.js': hash } = JSON.parse(
  readFileSync(project('dist', 'integrity.json'), 'utf8'),
);

describe('the snippets of the pages', () => {
  it('are all run in a way that is known', () => {
    const known = ['html', 'js', 'ts', 'css', 'json', 'sh', 'python', 'text', 'elsewhere', 'not'];
    const unknown = snippets.filter(({ way }) => !known.includes(way));
    assert.deepEqual(
      unknown.map(({ place, way }) => `${place}: ${way}`),
      [],
    );
  });

  it('are known by their language or by what is said before them', () => {
    const page = 'docs/hosting.md';
    const ways = [
      { language: 'js', comment: null },
      { language: 'cobol', comment: null },
      { language: 'js', comment: 'run by test/element/hostile-pages.test.ts' },
      { language: 'js', comment: 'run by test/nowhere.test.ts' },
      { language: 'js', comment: 'not run: no' },
    ].map((fence) => wayOf(page, fence));
    assert.deepEqual(ways, [
      'js',
      'nothing runs "cobol"',
      'elsewhere',
      "test/nowhere.test.ts doesn't name docs/hosting.md",
      'the reason is too short',
    ]);
  });

  for (const { place, code } of of('json')) {
    it(`are JSON at ${place}`, () => {
      assert.ok(JSON.parse(code));
    });
  }
});

describe('the snippets of the pages in Chromium', () => {
  const pages = {};
  let browser, server;

  before(async () => {
    browser = await startBrowser();
    server = await serveSnippets(pages);
    const permissions = ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write'];
    await browser.defaultBrowserContext().overridePermissions(server.url, permissions);
  });
  after(async () => {
    await browser.close();
    server.end();
  });

  for (const [name, places, html] of htmlPages()) {
    it(`show pixels: HTML at ${places}`, { timeout }, async () => {
      pages[name] = documentOf(html);
      const viewers = html.match(/<dicom-viewer(?=[^>]*\ssrc=|[^<]*<source)/g)?.length ?? 0;
      const seen = await withPage(browser, `${server.url}${name}`, seePixels);
      assert.equal(seen, viewers);
    });
  }

  it('run: JavaScript beside a viewer', { timeout }, async (test) => {
    pages['/scripts.html'] = scriptPage;
    await withPage(browser, `${server.url}/scripts.html`, async (tab) => {
      const input = await tab.$('input[type="file"]');
      await input.uploadFile(project('.cache', 'pydicom', 'CT_small.dcm'));
      await tab.evaluate((value) => globalThis.sessionStorage.setItem('token', value), token);
      for (const [index, { place, code }] of of('js').entries()) {
        const path = `/snippet-${index}.js`;
        pages[path] = `const viewer = globalThis.viewer;\n${code}`;
        await test.test(place, () => tab.evaluate(runBesideViewer, path));
      }
    });
  });

  it('hold rules: CSS', { timeout }, async () => {
    pages['/css.html'] = documentOf('');
    await withPage(browser, `${server.url}/css.html`, async (tab) => {
      for (const { place, code } of of('css')) {
        const counts = await tab.evaluate((text) => {
          const sheet = new globalThis.CSSStyleSheet();
          sheet.replaceSync(text);
          return [...sheet.cssRules].map((rule) => rule.style.length);
        }, code);
        assert.ok(counts.length > 0 && !counts.includes(0), place);
      }
    });
  });
});

/** What a script finds on its page: the package by its name, a field with a file, a viewer. */
const scriptPage = documentOf(`
<script type="importmap">{ "imports": { "dicom-viewer-element": "/dist/dicom-viewer.js" } }</script>
<input type="file" />
<script type="module" src="/dist/dicom-viewer.js"></script>`);

/** Runs a module while a viewer shows a series, and waits until that shows what the module has made of it. */
async function runBesideViewer(path) {
  const { document } = globalThis;
  document.querySelector('dicom-viewer')?.remove();
  const viewer = Object.assign(document.createElement('dicom-viewer'), { src: '/chest.zip' });
  globalThis.viewer = viewer;
  document.body.append(viewer);
  await viewer.rendered;
  await import(path);
  await viewer.rendered;
  if (viewer.error) throw viewer.error;
}

/** Documents of the HTML snippets that the site has not alive: those without a script of their own share one a page. */
function htmlPages() {
  const html = of('html')
    .filter((each) => each.page === 'README.md' || !isLive(each))
    .map((snippet) => ({
      ...snippet,
      code: snippet.code.replaceAll('sha384-…', hash),
    }));
  const alone = html.filter(({ code }) => code.includes('<script'));
  const names = new Set(html.map(({ page }) => page));
  const together = [...names]
    .map((name) => html.filter((each) => each.page === name && !alone.includes(each)))
    .filter(({ length }) => length > 0);
  return [
    ...alone.map(({ place, code }, index) => [`/alone-${index}.html`, place, code]),
    ...together.map((each, index) => [
      `/page-${index}.html`,
      each.map(({ place }) => place).join(', '),
      each.map(({ code }) => code).join('\n'),
    ]),
  ];
}
