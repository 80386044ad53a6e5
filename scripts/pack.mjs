// The standard library, NumPy, pydicom, packaging and dicom_viewer as bytecode, compiled by Pyodide's own Python: archives of modules,
// and beside them the libraries that are linked before anything is imported.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { loadPyodide } from 'pyodide';
import {
  archives,
  isOutsidePages,
  modulesOfArchives,
  sortIntoArchives,
  standardLibrary,
} from './archives.mjs';
import { compressed } from './compress.mjs';
import { refresh } from './freshness.mjs';
import { project } from './paths.mjs';
import { megabytes, say } from './progress.mjs';
import { pins, pyodideFiles } from './runtime.mjs';

const librarySources = pyodideFiles.find((path) => basename(path) === standardLibrary);
const ownPackage = project('python', 'dicom_viewer');
/** What the start image's standard library has more, and in place of what. */
const standardLibraryChanges = project('scripts', 'standard_library');
const compiler = project('scripts', 'compile.py');

/** What runs, what pydicom reads at run time, and what `importlib.metadata` asks for. */
const kept = [/\.py$/, /\.so$/, /^pydicom\/data\/palettes\/.*\.dcm$/, /\.dist-info\/METADATA$/];

/** Of that, what shows no image: tests, build tools, command lines, dictionaries of structured reports, what reads metadata of packages. */
const dropped = [
  /\/tests?\//,
  /^numpy\/(f2py|testing|doc|_pyinstaller|random\/_examples)\//,
  /^numpy\/(conftest|_configtool|matlib|_core\/cversions|ma\/testutils|ma\/timer_comparison)\.py$/,
  /^numpy\/typing\/mypy_plugin\.py$/,
  /^pydicom\/(sr\/|cli\/|util\/codify\.py$)/,
  /^packaging\/(licenses\/|(dependency_groups|direct_url|metadata|pylock|ranges)\.py$)/,
];

/**
 * pydicom looks for its examples when it is imported, and would fetch from the internet those that its list names. Its version
 * it would ask of `importlib.metadata`, which reads mails.
 */
function quietPydicom(files) {
  const version = strFromU8(files['pydicom/_version.py'])
    .replace('from importlib.metadata import version\n', '')
    .replace('version("pydicom")', `"${pins.pydicom.version}"`);
  return {
    ...files,
    'pydicom/data/urls.json': strToU8('{}'),
    'pydicom/_version.py': strToU8(version),
  };
}

/** A zip entry needs some date; one that never changes makes equal input give equal bytes. */
const date = new Date(1980, 0, 1);

/** What src/worker/boot/libraries.ts links. */
const linked = ['numpy/_core/_multiarray_umath.cpython-313-wasm32-emscripten.so'];

/** Which modules the archives hold; it goes into the worker's bundle. */
export const archivesDescription = 'archives.json';

/** The standard library of which the start image is made: without docstrings and texts of sources, but larger. */
export const compiledLibrary = 'python_stdlib_compiled.zip';

/** The files that a page may fetch. */
export const packedFiles = [
  ...archives.map(([name]) => name),
  ...linked.map((path) => `${basename(path)}.bin`),
];

/**
 * @param {{ numpy: string, pydicom: string, packaging: string }} wheels paths
 * @param {string} folder where to
 */
export async function packPython(wheels, folder) {
  const inputs = [
    ...[
      wheels.numpy,
      wheels.pydicom,
      wheels.packaging,
      ...moduleNames(ownPackage).map((name) => join(ownPackage, name)),
      standardLibraryChanges,
      compiler,
      ...pyodideFiles,
    ],
    ...['archives.mjs', 'compress.mjs', 'pack.mjs', 'runtime.json'].map((name) =>
      project('scripts', name),
    ),
  ];
  const outputs = [...packedFiles, compiledLibrary, archivesDescription].map((name) =>
    join(folder, name),
  );
  await refresh({ name: 'python', inputs, outputs }, async () => {
    say('Compiling NumPy, pydicom, packaging and dicom_viewer for Pyodide …');
    const [library, compiled] = await compile([
      { place: '/lib/python313.zip', files: standardLibrarySources() },
      {
        place: '/lib/python3.13/site-packages',
        files: {
          ...unwheel(wheels.numpy),
          ...quietPydicom(unwheel(wheels.pydicom)),
          ...unwheel(wheels.packaging),
          ...sourcesIn(ownPackage, 'dicom_viewer/'),
        },
      },
    ]);
    mkdirSync(folder, { recursive: true });
    for (const path of linked) {
      writeFileSync(join(folder, `${basename(path)}.bin`), await compressed(compiled[path]));
      delete compiled[path];
    }
    const sorted = sortIntoArchives(compiled);
    for (const [name, files] of Object.entries({ ...sorted, [compiledLibrary]: library })) {
      const zip = zipSync(inOrder(files), { level: 9, mtime: date });
      writeFileSync(join(folder, name), zip);
      say(`${name}: ${megabytes(zip.length)}.`);
    }
    const described = modulesOf({ ...sorted, [standardLibrary]: library });
    writeFileSync(join(folder, archivesDescription), JSON.stringify(described));
  });
}

/** Which modules each archive holds. */
function modulesOf(sorted) {
  return modulesOfArchives(
    Object.fromEntries(Object.entries(sorted).map(([name, files]) => [name, Object.keys(files)])),
  );
}

function standardLibrarySources() {
  const isFile = ({ name }) => !name.endsWith('/');
  return {
    ...unzipSync(readFileSync(librarySources), { filter: isFile }),
    ...sourcesIn(standardLibraryChanges),
  };
}

function unwheel(path) {
  const wanted = ({ name }) =>
    kept.some((pattern) => pattern.test(name)) && !dropped.some((pattern) => pattern.test(name));
  return unzipSync(readFileSync(path), { filter: wanted });
}

function sourcesIn(folder, prefix = '') {
  return Object.fromEntries(
    moduleNames(folder).map((name) => [`${prefix}${name}`, readFileSync(join(folder, name))]),
  );
}

function moduleNames(folder) {
  const names = readdirSync(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.py') && !isOutsidePages(name));
}

/** Python's environment while it compiles: equal bytes each time; tracebacks name lines, but no columns. */
const env = { HOME: '/', PYTHONHASHSEED: '0', PYTHONNODEBUGRANGES: '1' };

/** Takes trees of files, each with the place where Python will find it, to the same trees with `.pyc` for `.py`. */
async function compile(trees) {
  const python = await loadPyodide({ env });
  python.runPython(readFileSync(compiler, 'utf8'));
  const compileTree = python.globals.get('compile_tree');
  return trees.map(({ place, files }, index) => {
    const folder = `/pack/${index}`;
    for (const [name, bytes] of Object.entries(files)) {
      python.FS.mkdirTree(dirname(`${folder}/${name}`));
      python.FS.writeFile(`${folder}/${name}`, bytes);
    }
    compileTree(folder, place);
    const names = Object.keys(files).map((name) => name.replace(/\.py$/, '.pyc'));
    return Object.fromEntries(names.map((name) => [name, python.FS.readFile(`${folder}/${name}`)]));
  });
}

function inOrder(files) {
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}
