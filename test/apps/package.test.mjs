// The packed package as npm's own tools see it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { run } from '../../scripts/command.mjs';
import { project } from '../../scripts/paths.mjs';
import { environmentOf, install, pack, write } from './projects.mjs';

const timeout = 120_000;

const group = { packages: { '@arethetypeswrong/cli': '0.18.5', publint: '0.3.25' } };

const tarball = await pack();
const skip = await install('package', group, tarball);
const root = project('.cache', 'apps', 'package', 'node_modules', 'dicom-viewer-element');

function read(name) {
  return readFileSync(join(root, name), 'utf8');
}

describe('the packed package', { skip }, () => {
  let options;

  before(() => {
    const cwd = write({ group: 'package', folder: 'page', files: {} }, {});
    options = { cwd, env: environmentOf('package') };
  });

  it('has nothing of which publint complains', { timeout }, async () => {
    const { ok, output } = await run('publint', ['run', tarball, '--strict'], options);
    assert.ok(ok, output);
    assert.match(output, /All good/);
  });

  it('has types where modules are', { timeout }, async () => {
    const { ok, output } = await run('attw', [tarball, '--profile', 'esm-only'], options);
    assert.ok(ok, output);
  });

  it('holds all that its own files name', () => {
    const manifest = JSON.parse(read('custom-elements.json'));
    const { main, types, unpkg, jsdelivr, bin, exports, ...rest } = JSON.parse(
      read('package.json'),
    );
    const exported = Object.values(exports).flatMap((each) =>
      typeof each === 'string' ? each : Object.values(each),
    );
    const named = [
      ...[main, types, unpkg, jsdelivr, rest.customElements, rest['web-types']],
      ...Object.values(bin),
      ...exported.filter((path) => !path.includes('*')),
      ...manifest.modules.map(({ path }) => path),
      ...manifest.modules.flatMap((module) =>
        module.exports.map(({ declaration }) => declaration.module),
      ),
    ];
    for (const path of named) assert.ok(existsSync(join(root, path)), path);
  });

  it('has a README whose links lead somewhere outside of the repository', () => {
    const links = [...read('README.md').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(([, to]) => to);
    assert.ok(links.length > 5);
    for (const to of links.filter((each) => !each.startsWith('https://'))) {
      assert.ok(existsSync(join(root, to)), to);
    }
  });

  it('has the hash of each script of dist/', () => {
    const hashes = JSON.parse(read('dist/integrity.json'));
    const scripts = readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.js'));
    assert.deepEqual(Object.keys(hashes).sort(), scripts.sort());
    for (const [name, hash] of Object.entries(hashes)) {
      const digest = createHash('sha384')
        .update(readFileSync(join(root, 'dist', name)))
        .digest('base64');
      assert.equal(hash, `sha384-${digest}`, name);
    }
  });

  it('carries the licences of others, and no tests, sources or fixtures', () => {
    assert.ok(readdirSync(join(root, 'dist', 'licenses')).length > 15);
    const names = readdirSync(root, { recursive: true });
    for (const name of names) assert.doesNotMatch(name, /^(src|test|python|node_modules)\b|\.py$/);
  });

  it('is of less than 13 MB', () => {
    assert.ok(statSync(tarball).size < 13e6, `${statSync(tarball).size} bytes`);
  });
});
