// dist/ as a page author gets it: small, self-contained, importable anywhere, typed, with every licence.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { importsOf } from '../../scripts/imports.mjs';
import { lazyBundles } from '../../scripts/lazy-bundles.mjs';
import { project, root } from '../../scripts/paths.mjs';
import { transferSize } from '../../scripts/transfer.mjs';
import {
  elementBudget,
  firstVisitBudget,
  lazyBundlesBudget,
  spareFilesBudget,
  startFilesBudget,
} from '../budget.mjs';

const element = project('dist', 'dicom-viewer.js');

describe('dist', () => {
  it('holds an element of less than 45 kB gzipped', () => {
    const size = gzipSync(readFileSync(element)).length;
    assert.ok(size < elementBudget, `${size} bytes`);
  });

  it('holds apart what a page fetches only when it needs it, each file within its budget', () => {
    assert.deepEqual(
      lazyBundles.map(({ file }) => file),
      Object.keys(lazyBundlesBudget),
    );
    for (const [file, budget] of Object.entries(lazyBundlesBudget)) {
      const size = gzipSync(readFileSync(project('dist', file))).length;
      assert.ok(size < budget, `${file}: ${size} bytes`);
    }
  });

  it('has an element that imports what reads zip files only when there is one to read', () => {
    const code = readFileSync(element, 'utf8');
    assert.deepEqual(importsOf(code), []);
    assert.match(code, /\bimport\(\/\* webpackIgnore: true \*\/ \/\* @vite-ignore \*\/ [\w$]/);
    assert.match(code, /\bnew URL\("\.\/archive\.js",\s*import\.meta\.url\)/);
  });

  it('leaves the sentences of what the worker finds to the worker', () => {
    const sentence = 'The JPEG scan ends early.';
    assert.ok(!readFileSync(element, 'utf8').includes(sentence));
    assert.ok(readFileSync(project('dist', 'worker.js'), 'utf8').includes(sentence));
  });

  it('has the languages apart that its element fetches when a page uses them', async () => {
    const code = readFileSync(element, 'utf8');
    const urls = code.matchAll(/new URL\("\.\/(languages\/[\w-]+\.js)",\s*import\.meta\.url\)/g);
    const files = [...urls].map(([, file]) => file);
    assert.deepEqual(
      files,
      lazyBundles.map(({ file }) => file).filter((file) => file.startsWith('languages/')),
    );
    for (const file of files) {
      const { language } = await import(pathToFileURL(project('dist', file)).href);
      assert.equal(file, `languages/${language.tag}.js`);
      assert.ok(!code.includes(language.controls.reset), language.tag);
    }
  });

  it('holds a Python runtime within its budget', () => {
    const budgets = { ...startFilesBudget, ...spareFilesBudget };
    const folder = runtimeFolder();
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(budgets).sort());
    for (const [name, budget] of Object.entries(budgets)) {
      const { size } = statSync(join(folder, name));
      assert.ok(size < budget, `${name}: ${size} bytes`);
      assert.ok(size < 5_000_000, `${name}: Chromium's memory cache drops larger files`);
    }
  });

  it('costs a first visit less than 13 MB', async () => {
    const startFiles = Object.keys(startFilesBudget).map((name) => join(runtimeFolder(), name));
    const sizes = await Promise.all(
      [element, project('dist', 'worker.js'), ...startFiles].map(transferSize),
    );
    const size = sizes.reduce((sum, each) => sum + each);
    assert.ok(size < firstVisitBudget, `${size} bytes`);
  });

  it('evaluates no text as code', () => {
    for (const name of ['dicom-viewer.js', 'worker.js', ...lazyBundles.map(({ file }) => file)]) {
      const text = readFileSync(project('dist', name), 'utf8');
      assert.doesNotMatch(text, /\beval\(|new Function\(/, name);
    }
  });

  it('imports nothing from outside', () => {
    for (const name of [
      'dicom-viewer.js',
      'dicom-viewer.d.ts',
      ...lazyBundles.map(({ file }) => file),
    ]) {
      const text = readFileSync(project('dist', name), 'utf8');
      assert.doesNotMatch(text, /(?:^|;)(?:import|export)\b[^;\n]*["'](?!\.)/m, name);
    }
  });

  it('can be imported without a DOM, and twice, and shares nothing through global names', async () => {
    const url = pathToFileURL(element).href;
    const first = await import(`${url}?first`);
    const second = await import(`${url}?second`);
    assert.equal(typeof first.DicomViewer, 'function');
    assert.equal(typeof second.DicomViewer, 'function');
    const names = Object.getOwnPropertyNames(globalThis);
    assert.deepEqual(
      names.filter((name) => /^(lit|reactive)[A-Z]/.test(name)),
      [],
    );
  });

  it('can be imported where not all of the page may be read, as without an origin', async () => {
    const get = () => assert.fail('it is read');
    Object.defineProperty(globalThis, 'localStore', { get, enumerable: true, configurable: true });
    try {
      await import(`${pathToFileURL(element).href}?shy`);
    } finally {
      delete globalThis.localStore;
    }
  });

  it('has types of no value that it lacks, and of all that it has', async () => {
    const types = readFileSync(project('dist', 'dicom-viewer.d.ts'), 'utf8');
    const exports = [...types.matchAll(/^export (?!type\b|interface\b)(.*)$/gm)];
    const names = exports.flatMap(([, text]) => {
      assert.match(text, /^\{[\w ,]+\};$/, 'values are exported in one list of names');
      return text.match(/\w+/g);
    });
    assert.deepEqual(names.sort(), Object.keys(await import(pathToFileURL(element).href)).sort());
  });

  it('types the element for a page author who has installed nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
    try {
      symlinkSync(root, join(folder, 'dicom-viewer-element'), 'dir');
      const lines = [
        "import { DicomViewer } from './dicom-viewer-element/dist/dicom-viewer.js';",
        "const viewer: DicomViewer = document.createElement('dicom-viewer');",
        'viewer.frame = 1;',
        'export const updated: Promise<boolean> = viewer.updateComplete;',
        "document.addEventListener('dicom-load', ({ detail }) => detail.rows.toFixed());",
        '// @ts-expect-error: the detail is not of any type',
        "document.addEventListener('dicom-load', ({ detail }) => detail.frame);",
      ];
      writeFileSync(join(folder, 'page.ts'), lines.join('\n'));
      const options = [
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--module',
        'esnext',
        '--moduleResolution',
        'bundler',
      ];
      execFileSync(
        project('node_modules', '.bin', 'tsc'),
        [...options, '--ignoreConfig', 'page.ts'],
        {
          cwd: folder,
          encoding: 'utf8',
        },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const licenses = {
    'lit.txt': 'BSD 3-Clause License',
    'd4c-queue.txt': 'MIT License',
    'zip.js-zip.js.txt': 'Gildas Lormeau',
    'cornerstonejs-codec-libjxl.txt': 'JPEG XL Project Authors',
    'lcms-wasm.txt': 'Marti Maria Saguer',
    'pyodide.txt': 'Mozilla Public License, version 2.0',
    'pyodide-libraries.txt': 'libffi',
    'python.txt': 'PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2',
    'numpy.txt': 'NumPy Developers',
    'pydicom.txt': 'pydicom',
  };
  for (const [name, words] of Object.entries(licenses)) {
    it(`carries licenses/${name}`, () => {
      assert.ok(readFileSync(project('dist', 'licenses', name), 'utf8').includes(words));
    });
  }

  it("carries the project's own licence", () => {
    assert.ok(existsSync(project('dist', 'LICENSE')));
  });
});

/** The one folder of the runtime's files. */
function runtimeFolder() {
  const folders = readdirSync(project('dist')).filter((name) => name.startsWith('runtime'));
  assert.equal(folders.length, 1);
  return project('dist', folders[0]);
}
