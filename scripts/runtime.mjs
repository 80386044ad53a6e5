// The pinned parts of the Python runtime: fetched once into .cache/runtime, checked every time.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { demand, holds } from './checksum.mjs';
import { lastLine, run } from './command.mjs';
import { project } from './paths.mjs';
import { Problem } from './problem.mjs';
import { megabytes, say } from './progress.mjs';
import { pip } from './python.mjs';

export const pins = JSON.parse(readFileSync(new URL('runtime.json', import.meta.url), 'utf8'));
const store = project('.cache', 'runtime');

/** Files that Pyodide's loader fetches at run time; they come with the npm package. */
export const pyodideFiles = ['pyodide.asm.js', 'pyodide.asm.wasm', 'python_stdlib.zip'].map(
  (name) => project('node_modules', 'pyodide', name),
);

/** @returns {Promise<{ numpy: string, pydicom: string, packaging: string }>} the paths of the checked wheels */
export async function fetchRuntime() {
  mkdirSync(store, { recursive: true });
  checkPyodide();
  return {
    pydicom: await pipWheel('pydicom'),
    packaging: await pipWheel('packaging'),
    numpy: await numpyWheel(),
  };
}

function checkPyodide() {
  for (const [name, digest] of Object.entries(pins.pyodide.files)) {
    const path = project('node_modules', 'pyodide', name);
    if (!existsSync(path))
      throw new Problem(`node_modules/pyodide/${name} is missing: run "npm ci".`);
    demand(`node_modules/pyodide/${name}`, readFileSync(path), digest);
  }
}

/** A wheel of any Python, which pip fetches. */
async function pipWheel(name) {
  const { version, file, sha256 } = pins[name];
  const path = join(store, file);
  if (holds(path, sha256)) return path;
  say(`${name} ${version}: fetching it with pip …`);
  await inScratchFolder(async (folder) => {
    await pip([
      'download',
      '--no-deps',
      '--only-binary',
      ':all:',
      '--dest',
      folder,
      `${name}==${version}`,
    ]);
    keep(`${name} ${version}`, readFileSync(join(folder, file)), path, sha256);
  });
  return path;
}

async function numpyWheel() {
  const { version, wheels } = pins.numpy;
  const pathOf = (wheel) => join(store, basename(wheel.url ?? wheel.path));
  const present = wheels.find((wheel) => holds(pathOf(wheel), wheel.sha256));
  if (present) return pathOf(present);

  for (const wheel of wheels) {
    const bytes = wheel.url ? await download(wheel) : await unpackFromNpm('NumPy', wheel);
    if (!bytes) continue;
    keep(`NumPy ${version}`, bytes, pathOf(wheel), wheel.sha256);
    return pathOf(wheel);
  }
  throw new Problem(
    `NumPy ${version} is needed, but neither Pyodide's CDN nor the npm registry could be reached: is there a network?`,
  );
}

/** @returns {Promise<Uint8Array | undefined>} nothing when the host can't be reached or doesn't have it */
async function download({ url }) {
  say(`NumPy: fetching it from Pyodide's CDN (${new URL(url).host}) …`);
  try {
    const response = await fetch(url);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    say(`NumPy: the CDN answered with status ${response.status}.`);
  } catch (error) {
    say(`NumPy: the CDN can't be reached (${error.cause?.code ?? error.message}).`);
  }
  return undefined;
}

/** Takes one file out of an npm package that does not become a dependency. */
export async function unpackFromNpm(what, { npm, path }) {
  say(`${what}: taking its wheel out of the npm package ${npm} (40 MB) …`);
  return inScratchFolder(async (folder) => {
    const options = [
      '--prefer-offline',
      '--fetch-retries=1',
      '--loglevel=error',
      '--pack-destination',
      folder,
    ];
    await run('npm', ['pack', npm, ...options], { cwd: folder });
    const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    if (!archive) {
      say(`${what}: npm could not fetch ${npm}.`);
      return undefined;
    }
    const unpacked = await run('tar', ['-xzf', archive, path], { cwd: folder });
    if (!unpacked.ok) throw new Problem(`${npm} holds no ${path}: ${lastLine(unpacked.output)}`);
    return readFileSync(join(folder, path));
  });
}

/** Writes a file once its hash is checked. */
export function keep(what, bytes, path, digest) {
  demand(what, bytes, digest);
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
  say(`${what}: ${megabytes(bytes.length)}, SHA-256 as pinned.`);
}

/** Does a task in a folder that is removed after. */
export async function inScratchFolder(task) {
  const folder = mkdtempSync(join(tmpdir(), 'dicom-viewer-'));
  try {
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
