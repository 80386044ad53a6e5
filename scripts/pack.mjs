// NumPy, pydicom and dicom_viewer as bytecode, compiled by Pyodide's own Python: python.zip, and beside it
// the libraries that are linked before anything is imported.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { loadPyodide } from 'pyodide';
import { refresh } from './freshness.mjs';
import { project } from './paths.mjs';
import { compressed } from './compress.mjs';
import { megabytes, say } from './progress.mjs';

const ownPackage = project('python', 'dicom_viewer');
const compiler = project('scripts', 'compile.py');

/** What runs, what pydicom reads at run time, and what `importlib.metadata` asks for. */
const kept = [/\.py$/, /\.so$/, /^pydicom\/data\/palettes\/.*\.dcm$/, /\.dist-info\/METADATA$/];

/** Of that, what shows no image: tests, build tools, command lines, dictionaries of structured reports. */
const dropped = [
  /\/tests?\//,
  /^numpy\/(f2py|testing|doc|_pyinstaller|random\/_examples)\//,
  /^numpy\/(conftest|_configtool|matlib|_core\/cversions|ma\/testutils|ma\/timer_comparison)\.py$/,
  /^numpy\/typing\/mypy_plugin\.py$/,
  /^pydicom\/(sr\/|cli\/|util\/codify\.py$)/,
];

/** pydicom looks for its examples when it is imported, and would fetch from the internet those that this lists. */
const nothingToFetch = { 'pydicom/data/urls.json': strToU8('{}') };

/** A zip entry needs some date; one that never changes makes equal input give equal bytes. */
const date = new Date(1980, 0, 1);

/** What src/worker/boot/libraries.ts links. */
const linked = /\/(_multiarray_umath|_umath_linalg)\..*\.so$/;

/**
 * @param {{ numpy: string, pydicom: string }} wheels paths
 * @param {string} folder where to
 */
export async function packPython(wheels, folder) {
  const archive = join(folder, 'python.zip');
  const inputs = [
    wheels.numpy,
    wheels.pydicom,
    ownPackage,
    compiler,
    project('scripts', 'pack.mjs'),
    project('scripts', 'runtime.json'),
  ];
  await refresh({ name: 'python', inputs, outputs: [archive] }, async () => {
    say('Compiling NumPy, pydicom and dicom_viewer for Pyodide …');
    const sources = {
      ...unwheel(wheels.numpy),
      ...unwheel(wheels.pydicom),
      ...nothingToFetch,
      ...ownSources(),
    };
    const modules = {};
    mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of sorted(await compile(sources))) {
      if (linked.test(name))
        writeFileSync(join(folder, `${basename(name)}.bin`), compressed(bytes));
      else modules[name] = bytes;
    }
    const zip = zipSync(modules, { level: 9, mtime: date });
    writeFileSync(archive, zip);
    say(`NumPy, pydicom and dicom_viewer: ${megabytes(zip.length)}.`);
  });
}

function unwheel(path) {
  const wanted = ({ name }) =>
    kept.some((pattern) => pattern.test(name)) && !dropped.some((pattern) => pattern.test(name));
  return unzipSync(readFileSync(path), { filter: wanted });
}

function ownSources() {
  const names = readdirSync(ownPackage, { recursive: true }).filter((name) => name.endsWith('.py'));
  return Object.fromEntries(
    names.map((name) => [`dicom_viewer/${name}`, readFileSync(join(ownPackage, name))]),
  );
}

/** Takes a tree of files to the same tree with `.pyc` for `.py`. */
async function compile(files) {
  const folder = '/pack';
  const python = await loadPyodide({ env: { HOME: '/', PYTHONHASHSEED: '0' } });
  for (const [name, bytes] of Object.entries(files)) {
    python.FS.mkdirTree(dirname(`${folder}/${name}`));
    python.FS.writeFile(`${folder}/${name}`, bytes);
  }
  python.runPython(readFileSync(compiler, 'utf8'));
  python.globals.get('compile_tree')(folder);
  const compiled = Object.keys(files).map((name) => name.replace(/\.py$/, '.pyc'));
  return Object.fromEntries(
    compiled.map((name) => [name, python.FS.readFile(`${folder}/${name}`)]),
  );
}

function sorted(files) {
  return Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
}
