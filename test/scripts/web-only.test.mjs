// Scripts for the web alone.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { importsOf } from '../../scripts/imports.mjs';
import { project } from '../../scripts/paths.mjs';
import { importingByUrl, withoutNode } from '../../scripts/web-only.mjs';

const code = `
var ENVIRONMENT_IS_NODE = typeof process == "object" && process.versions;
async function load(f) {
  if (!f.IN_NODE || ((await import("node:fs")), f.IN_NODE_ESM)) return "web";
  if (ENVIRONMENT_IS_NODE) return require("ws");
}
globalThis.load = load;`;

test('a script without Node loses what it does there, and works as before elsewhere', async () => {
  const { code: minified } = await transform(withoutNode(code), { minify: true });
  assert.doesNotMatch(minified, /node:|ws|process/);
  (0, eval)(minified);
  assert.equal(await globalThis.load({ IN_NODE: true }), 'web');
});

test('bundlers leave an import by URL alone, and follow one by name', () => {
  const imports = importingByUrl('import(a.href);import("./b.js");pyimport(c)');
  const comments = '/* webpackIgnore: true */ /* @vite-ignore */';
  assert.equal(imports, `import(${comments} a.href);import("./b.js");pyimport(c)`);
});

/** All scripts of dist/, of which a bundler or its server may look for imports. */
const scripts = readdirSync(project('dist'), { recursive: true }).filter((name) =>
  name.endsWith('.js'),
);

for (const name of scripts) {
  test(`dist/${name.replace(/-[0-9a-f]{10}/, '')} names nothing that a bundler could not find`, () => {
    const text = readFileSync(join(project('dist'), name), 'utf8');
    assert.deepEqual(importsOf(text), []);
    for (const pattern of [/.{20}\brequire\(["'].{20}/, /.{20}\bprocess\.\w+.{20}/]) {
      assert.equal(pattern.exec(text)?.[0], undefined);
    }
    const urls = [...text.matchAll(/new URL\(([^,()]*),\s*import\.meta\.url\)/g)];
    for (const [, path] of urls) assert.match(path, /^"\.\/[\w./-]+"$/);
    const own = text.replaceAll(/new URL\("\.\/[\w./-]+",\s*import\.meta\.url\)/g, '');
    assert.ok(!own.includes('import.meta'));
  });
}
