// Who may import whom: the tables agree with the sources, and what disagrees is found.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { importsOf, pythonModules, typescriptModules } from '../../scripts/imports.mjs';
import { disagreements } from '../../scripts/layer-check.mjs';
import { python, src } from '../../scripts/layers.mjs';
import { project, root } from '../../scripts/paths.mjs';

describe('the table of layers', () => {
  it('agrees with src', () => {
    assert.deepEqual(disagreements(src, typescriptModules()), []);
  });

  it('agrees with python/dicom_viewer', () => {
    assert.deepEqual(disagreements(python, pythonModules()), []);
  });
});

describe('a comparison of layers with modules', () => {
  const table = {
    element: { imports: ['painter', 'view'], packages: ['lit'] },
    painter: { imports: ['view'] },
    view: {},
    errors: { ground: true },
  };
  const agreeing = [
    ['element', ['painter/canvas', 'view/window'], ['lit']],
    ['painter/canvas', ['painter/pixels', 'view/window', 'errors']],
    ['painter/pixels', []],
    ['view/window', []],
    ['errors', []],
  ];

  /** Says how the table disagrees when one module, or one entry, is another. */
  function compare({ modules = [], layers = {} }) {
    const changed = new Map([...agreeing, ...modules].map((module) => [module[0], module]));
    const all = [...changed.values()];
    return disagreements(
      { ...table, ...layers },
      all.map(([path, imports, packages = []]) => ({ path, imports, packages })),
    );
  }

  it('finds nothing where they agree', () => {
    assert.deepEqual(compare({}), []);
  });

  it('finds an import that is not allowed', () => {
    assert.deepEqual(compare({ modules: [['view/window', ['painter/canvas']]] }), [
      'view/window imports painter/canvas: view may not import painter.',
    ]);
  });

  it('finds a package that is not allowed', () => {
    assert.deepEqual(compare({ modules: [['view/window', [], ['lit']]] }), [
      'view/window imports lit: view may not import that package.',
    ]);
  });

  it('finds a folder that is not in the table', () => {
    assert.deepEqual(compare({ modules: [['cine/clock', []]] }), ["cine isn't in the table."]);
  });

  it('finds a folder of the table that does not exist', () => {
    assert.deepEqual(compare({ layers: { cine: {} } }), ["cine doesn't exist."]);
  });

  it('lets a folder be missing that is planned, until it is there', () => {
    const layers = { cine: { planned: true } };
    assert.deepEqual(compare({ layers }), []);
    assert.deepEqual(compare({ modules: [['cine/clock', []]], layers }), [
      'cine exists, and is no longer planned.',
    ]);
  });

  it('finds what is allowed and no longer imported', () => {
    assert.deepEqual(compare({ modules: [['element', ['painter/canvas']]] }), [
      "element may import view, but doesn't.",
      "element may import the package lit, but doesn't.",
    ]);
  });

  it('finds a layer that may import one above it, so that there is no cycle', () => {
    assert.deepEqual(
      compare({
        modules: [['view/window', ['painter/canvas']]],
        layers: { view: { imports: ['painter'] } },
      }),
      ["view may import painter, which doesn't stand below it."],
    );
  });

  it('finds a ground layer that imports one above it', () => {
    assert.deepEqual(
      compare({ modules: [['codes', ['errors']]], layers: { codes: { ground: true } } }),
      ['codes imports errors: codes may not import errors.'],
    );
  });

  it('finds a ground layer that is named', () => {
    assert.deepEqual(compare({ layers: { painter: { imports: ['view', 'errors'] } } }), [
      "painter needn't name errors, which every layer may import.",
    ]);
  });
});

describe('the imports of a module of TypeScript', () => {
  it('are found in whichever way it imports', () => {
    const code = [
      "import { a } from './a.js';",
      "import type { B } from './b.js';",
      "import './c.js';",
      "export * from './d.js';",
      "export const d = () => html`<p>${import('./e.js')}</p>`;",
      "export type F = import('./f.js').F;",
      "import { g } from '@scope/package/g';",
    ];
    assert.deepEqual(importsOf(code.join('\n')).sort(), [
      ...['./a.js', './b.js', './c.js', './d.js', './e.js', './f.js'],
      '@scope/package/g',
    ]);
  });

  it('are not what a comment names, nor a worker that it starts', () => {
    const code = [
      "// import { a } from './a.js';",
      "new Worker(new URL('./worker.js', import.meta.url));",
      "const text = `import './b.js'`;",
    ];
    assert.deepEqual(importsOf(code.join('\n')), []);
  });
});

describe('the modules of a folder', () => {
  let folder;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'layers-')), 'viewer');
  });
  afterEach(() => {
    rmSync(dirname(folder), { recursive: true });
  });

  function write(path, ...lines) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), lines.join('\n'));
  }

  it('are read with their imports, of TypeScript', () => {
    write('element.ts', "import './view/window.js';", "import '@scope/lit/all';");
    write('view/window.ts', "import '../element.js';");
    assert.deepEqual(typescriptModules(folder), [
      { path: 'element', imports: ['view/window'], packages: ['@scope/lit'] },
      { path: 'view/window', imports: ['element'], packages: [] },
    ]);
  });

  it('are read with their imports and docstrings, of Python', () => {
    const name = basename(folder);
    write('__init__.py', '"""The package."""', `from ${name} import bridge`);
    write('bridge.py', 'import json', 'import numpy.linalg', `from ${name}.view import window`);
    write('view/__init__.py', '"""Windows."""');
    write('view/window.py', `from ${name}.view import width`, 'def late():', ' import pydicom');
    assert.deepEqual(pythonModules(folder), [
      { path: '__init__', doc: 'The package.', imports: ['bridge'], packages: [] },
      { path: 'bridge', doc: '', imports: ['view/window'], packages: ['numpy'] },
      { path: 'view/__init__', doc: 'Windows.', imports: [], packages: [] },
      { path: 'view/window', doc: '', imports: ['view/__init__'], packages: ['pydicom'] },
    ]);
  });
});

describe('the linter', () => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: project('scripts', 'eslint.config.mjs'),
    overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
    ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted-'),
  });

  it('keeps the page out of the worker', async () => {
    const code = 'document.title = "x";\n';
    const filePath = 'src/worker/service.ts';
    const [{ messages }] = await eslint.lintText(code, { filePath });
    assert.deepEqual(
      messages.map(({ ruleId }) => ruleId),
      ['no-restricted-globals'],
    );
  });
});
