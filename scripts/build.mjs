// `npm run build`: writes the self-contained dist/, making only what is out of date.

import { copyFileSync, mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { rollup } from 'rollup';
import { refresh } from './freshness.mjs';
import { writeRuntimeLicenses } from './licenses.mjs';
import { packPython } from './pack.mjs';
import { project } from './paths.mjs';
import { main } from './problem.mjs';
import { say } from './progress.mjs';
import { fetchRuntime, pyodideFiles } from './runtime.mjs';

/** @returns {Promise<{ numpy: string, pydicom: string }>} the paths of the wheels that went in */
export async function build() {
  const wheels = await fetchRuntime();
  await packPython(wheels);
  await copyRuntime(wheels);
  await bundle();
  return wheels;
}

async function copyRuntime(wheels) {
  const folder = project('dist', 'runtime');
  const copies = pyodideFiles.map((path) => [path, `${folder}/${basename(path)}`]);
  const product = {
    name: 'runtime',
    inputs: [...pyodideFiles, wheels.numpy, wheels.pydicom, project('scripts', 'licenses')],
    outputs: [...copies.map(([, to]) => to), project('dist', 'licenses', 'numpy.txt')],
  };
  await refresh(product, () => {
    mkdirSync(folder, { recursive: true });
    for (const [from, to] of copies) copyFileSync(from, to);
    writeRuntimeLicenses(wheels);
  });
}

async function bundle() {
  const product = {
    name: 'bundle',
    inputs: [
      project('src'),
      project('rollup.config.mjs'),
      project('tsconfig.json'),
      project('package-lock.json'),
      project('scripts', 'licenses'),
      project('scripts', 'licenses.mjs'),
    ],
    outputs: ['dicom-viewer.js', 'dicom-viewer.d.ts', 'worker.js'].map((name) =>
      project('dist', name),
    ),
  };
  await refresh(product, async () => {
    say('Bundling the element and its worker …');
    const { default: configurations } = await import('../rollup.config.mjs');
    for (const configuration of configurations) {
      const result = await rollup({ ...configuration, onwarn: refuse });
      await result.write(configuration.output);
      await result.close();
    }
  });
}

/** A warning of the bundler, an unresolved import for one, is a mistake. */
function refuse(warning) {
  throw new Error(warning.message);
}

if (process.argv[1] === import.meta.filename) {
  await main(async () => {
    await build();
    say('dist/ is up to date.');
  });
}
