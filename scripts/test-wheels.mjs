// Binary wheels with which packages of pipelines are tested; none is part of dist/.

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holds } from './checksum.mjs';
import { project } from './paths.mjs';
import { say } from './progress.mjs';
import { pip } from './python.mjs';
import { inScratchFolder, keep, unpackFromNpm } from './runtime.mjs';

const store = project('.cache', 'wheels');

const wheels = [
  {
    what: 'imagecodecs 2026.10.10',
    file: 'imagecodecs-2026.10.10-cp312-abi3-pyemscripten_2025_0_wasm32.whl',
    sha256: 'a1d73a8962314ccf1ecf447c8646334f3084763c8f5c5610a30a61049d4fabbd',
    fetch: (file) => fromPip('imagecodecs==2026.10.10', file),
  },
  {
    what: 'OpenCV 4.11',
    file: 'opencv_python-4.11.0.86-cp313-cp313-pyodide_2025_0_wasm32.whl',
    sha256: '98d34430cef4a3171601811dd044d700c350373dde16f0a2dcd6d19cd4c859cf',
    fetch: (file) =>
      unpackFromNpm('OpenCV 4.11', {
        npm: '@bentopdf/pymupdf-wasm@0.11.16',
        path: `package/assets/${file}`,
      }),
  },
];

/** Fetches what is missing into .cache/wheels; says which can't be had, whose tests are skipped then. */
export async function fetchTestWheels() {
  mkdirSync(store, { recursive: true });
  for (const { what, file, sha256, fetch } of wheels) {
    const path = join(store, file);
    if (holds(path, sha256)) continue;
    try {
      const bytes = await fetch(file);
      if (bytes) keep(what, bytes, path, sha256);
      else say(`${what}: SKIPPED, no test tries this package.`);
    } catch (error) {
      say(`${what}: SKIPPED, no test tries this package: ${error.message}`);
    }
  }
}

/** Has pip take a wheel of Pyodide's platform. */
function fromPip(requirement, file) {
  return inScratchFolder(async (folder) => {
    const platform = ['--platform', 'pyemscripten_2025_0_wasm32', '--implementation', 'cp'];
    const version = ['--python-version', '3.13', '--abi', 'abi3'];
    const from = ['--no-deps', '--only-binary', ':all:', '--dest', folder];
    await pip(['download', ...from, ...platform, ...version, requirement]);
    return readFileSync(join(folder, file));
  });
}
