// The layers of src/: a module that imports what it must not is reported, any other is not.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { project, root } from '../../scripts/paths.mjs';

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: project('scripts', 'eslint.config.mjs'),
  overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }],
  ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted-'),
});

/** Which rules a module breaks, or how it can't be parsed. */
async function breaches(filePath, code) {
  const [{ messages }] = await eslint.lintText(code, { filePath });
  return [...new Set(messages.map(({ ruleId, message }) => ruleId ?? message))];
}

const forbidden = [
  ['src/dicom-viewer.ts', './worker/service.js'],
  ['src/dicom-viewer.ts', 'pyodide'],
  ['src/painter.ts', './dicom-viewer.js'],
  ['src/painter.ts', './worker/python.js'],
  ['src/gestures.ts', './dicom-viewer.js'],
  ['src/source.ts', './dicom-viewer.js'],
  ['src/canvas.ts', './dicom-viewer.js'],
  ['src/view.ts', './dicom-viewer.js'],
  ['src/events.ts', './dicom-viewer.js'],
  ['src/loader.ts', './dicom-viewer.js'],
  ['src/intake.ts', './dicom-viewer.js'],
  ['src/view.ts', './painter.js'],
  ['src/study.ts', './loader.js'],
  ['src/events.ts', './templates/status.js'],
  ['src/source.ts', './files/expand.js'],
  ['src/files/expand.ts', '../loader.js'],
  ['src/files/expand.ts', '../dicom-viewer.js'],
  ['src/files/expand.ts', 'lit'],
  ['src/templates/controls.ts', '../dicom-viewer.js'],
  ['src/templates/controls.ts', '../worker/service.js'],
  ['src/runtime/client.ts', '../painter.js'],
  ['src/runtime/client.ts', '../worker/service.js'],
  ['src/runtime/client.ts', 'pyodide'],
  ['src/runtime/client.ts', 'lit'],
  ['src/worker/service.ts', '../runtime/client.js'],
  ['src/worker/service.ts', '../view.js'],
  ['src/worker/service.ts', 'lit'],
  ['src/worker/service.ts', 'lit/decorators.js'],
  ['src/protocol.ts', './view.js'],
  ['src/protocol.ts', './runtime/client.js'],
];

const allowed = [
  ['src/dicom-viewer.ts', './painter.js'],
  ['src/dicom-viewer.ts', './templates/controls.js'],
  ['src/dicom-viewer.ts', 'lit'],
  ['src/painter.ts', './runtime/runtime.js'],
  ['src/painter.ts', './view.js'],
  ['src/loader.ts', './source.js'],
  ['src/loader.ts', './files/expand.js'],
  ['src/files/expand.ts', '../errors.js'],
  ['src/files/expand.ts', './archive.js'],
  ['src/templates/controls.ts', '../view.js'],
  ['src/templates/controls.ts', 'lit'],
  ['src/runtime/runtime.ts', './client.js'],
  ['src/runtime/client.ts', '../protocol.js'],
  ['src/worker/worker.ts', './service.js'],
  ['src/worker/service.ts', '../protocol.js'],
  ['src/worker/service.ts', '../errors.js'],
  ['src/worker/service.ts', 'd4c-queue'],
  ['src/worker/python.ts', 'pyodide'],
  ['src/protocol.ts', './errors.js'],
];

describe('the layers of src', () => {
  for (const [file, imported] of forbidden) {
    it(`keep ${imported} out of ${file}`, async () => {
      assert.deepEqual(await breaches(file, `import { x } from '${imported}';\nx();\n`), [
        'no-restricted-imports',
      ]);
      assert.deepEqual(await breaches(file, `void import('${imported}');\n`), [
        'no-restricted-syntax',
      ]);
    });
  }

  for (const [file, imported] of allowed) {
    it(`let ${file} import ${imported}`, async () => {
      const code = `import { x } from '${imported}';\nx(() => import('${imported}'));\n`;
      assert.deepEqual(await breaches(file, code), []);
    });
  }

  it('keep the page out of the worker', async () => {
    assert.deepEqual(await breaches('src/worker/service.ts', 'document.title = "x";\n'), [
      'no-restricted-globals',
    ]);
  });
});
