// Python for tests in the browser: /dist/booted-python.js is a worker that starts it from the image, bundled as the
// product's worker is; /python-modules.json lists the modules of dicom_viewer, each with the archive that holds it.

import { readFileSync } from 'node:fs';
import { rollup } from 'rollup';
import { worker } from '../rollup.config.mjs';
import { isOutsidePages, sortIntoArchives } from '../scripts/archives.mjs';
import { pythonModules } from '../scripts/imports.mjs';
import { runtimeManifest } from '../scripts/paths.mjs';

/** A plugin of the test runner. */
export function bootedPython() {
  const answers = { '/dist/booted-python.js': bundled, '/python-modules.json': listed };
  return {
    name: 'booted-python',
    serve: ({ path }) => answers[path]?.(),
  };
}

async function bundled() {
  const manifest = JSON.parse(readFileSync(runtimeManifest, 'utf8'));
  const bundle = await rollup(worker('test/unit/worker/boot/booted-python.ts', manifest));
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code;
}

function listed() {
  const paths = pythonModules().map(({ path }) => path);
  const files = paths
    .filter((path) => !isOutsidePages(`${path}.py`))
    .map((path) => [`dicom_viewer/${path}.py`, path]);
  const archives = Object.entries(sortIntoArchives(Object.fromEntries(files)));
  const modules = archives.flatMap(([archive, paths]) =>
    Object.values(paths).map((path) => ({ name: nameOf(path), archive })),
  );
  return JSON.stringify(modules);
}

function nameOf(path) {
  return ['dicom_viewer', ...path.split('/')].filter((part) => part !== '__init__').join('.');
}
