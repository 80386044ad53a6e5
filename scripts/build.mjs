// `npm run build`: writes the self-contained dist/, making only what is out of date.

import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { rollup } from 'rollup';
import { fingerprint } from './checksum.mjs';
import { compressed, decoder, decoderSource } from './compress.mjs';
import { frameworkTypes } from './framework-types.mjs';
import { refresh } from './freshness.mjs';
import { description, imageFiles, makeImage } from './image.mjs';
import { lazyBundles } from './lazy-bundles.mjs';
import { writeRuntimeLicenses } from './licenses.mjs';
import { archivesDescription, compiledLibrary, packedFiles, packPython } from './pack.mjs';
import { dist, project, runtimeManifest } from './paths.mjs';
import { main } from './problem.mjs';
import { say } from './progress.mjs';
import { fetchRuntime, pyodideFiles } from './runtime.mjs';
import { callers, trimPyodide } from './trim-pyodide.mjs';

/** @returns {Promise<{ numpy: string, pydicom: string, packaging: string }>} the paths of the wheels that went in */
export async function build() {
  const wheels = await fetchRuntime();
  await packPython(wheels, parts);
  await copyPyodide(wheels);
  await makeStartImage();
  await publishRuntime(wheels);
  await bundle();
  return wheels;
}

/** What dist/'s runtime folder is made of. */
const parts = project('.cache', 'parts');

const [script, wasm, library] = pyodideFiles;

/** All exports of the WebAssembly, for libraries of packages. */
const exportsFile = 'pyodide.exports.bin';

/** The runtime's files that don't depend on the start image, and those that a page may fetch. */
const partsBeforeImage = [
  ...[script, library].map((path) => basename(path)),
  `${basename(wasm)}.bin`,
  'zstandard.wasm',
  ...packedFiles,
];
const published = [
  ...partsBeforeImage,
  exportsFile,
  ...imageFiles.filter((name) => name !== description),
];

async function copyPyodide({ numpy }) {
  const minified = join(parts, basename(script));
  const copy = join(parts, basename(library));
  const compressedWasm = join(parts, `${basename(wasm)}.bin`);
  const exports = join(parts, exportsFile);
  const zstandard = join(parts, 'zstandard.wasm');
  const outputs = [minified, copy, compressedWasm, exports, zstandard];
  const scripts = [
    ...['build', 'compress', 'trim-exports', 'trim-pyodide', 'trim-script', 'web-only'],
  ].map((name) => project('scripts', `${name}.mjs`));
  const inputs = [...pyodideFiles, numpy, decoderSource, ...scripts, ...callers];
  await refresh({ name: 'pyodide', inputs, outputs }, async () => {
    mkdirSync(parts, { recursive: true });
    const trimmed = await trimPyodide(numpy);
    writeFileSync(minified, trimmed.script);
    copyFileSync(library, copy);
    writeFileSync(compressedWasm, await compressed(trimmed.wasm));
    writeFileSync(exports, await compressed(trimmed.exports));
    writeFileSync(zstandard, decoder());
  });
}

async function makeStartImage() {
  const outputs = imageFiles.map((name) => join(parts, name));
  const inputs = [
    ...[...partsBeforeImage, compiledLibrary, archivesDescription].map((name) => join(parts, name)),
    ...['image.mjs', 'compress.mjs'].map((name) => project('scripts', name)),
    ...['rollup.config.mjs', 'tsconfig.json'].map((name) => project(name)),
  ];
  await refresh({ name: 'image', inputs, outputs }, () => {
    for (const path of outputs) rmSync(path, { force: true });
    return makeImage(parts);
  });
}

/** Puts the runtime into a folder of dist/ that is named by its content. */
async function publishRuntime(wheels) {
  // Where no image could be made, there is none of its files.
  const files = published.filter((name) => existsSync(join(parts, name)));
  const paths = files.map((name) => join(parts, name));
  const folder = `runtime-${fingerprint(paths).slice(0, 10)}`;
  const manifest = {
    runtimeFolder: folder,
    files,
    startBytes: bytesOfStart(files),
    archives: readDescription(archivesDescription),
    image: imageDescription(),
  };
  const described = [archivesDescription, description].map((name) => join(parts, name));
  const product = {
    name: 'runtime',
    inputs: [
      ...[
        ...paths,
        ...described.filter(existsSync),
        wheels.numpy,
        wheels.pydicom,
        wheels.packaging,
        project('LICENSE'),
      ],
      ...['build.mjs', 'licenses', 'licenses.mjs'].map((name) => project('scripts', name)),
    ],
    outputs: [
      ...files.map((name) => project('dist', folder, name)),
      project('dist', 'licenses', 'numpy.txt'),
      runtimeManifest,
    ],
  };
  await refresh(product, () => {
    for (const name of existsSync(dist) ? readdirSync(dist) : []) {
      if (name.startsWith('runtime')) rmSync(join(dist, name), { recursive: true });
    }
    mkdirSync(join(dist, folder), { recursive: true });
    for (const name of files) copyFileSync(join(parts, name), join(dist, folder, name));
    writeFileSync(runtimeManifest, JSON.stringify(manifest));
    writeRuntimeLicenses(wheels);
  });
}

/** With an image, archives of modules are fetched only when one is missed. */
function bytesOfStart(files) {
  const hasImage = files.includes('image.patch.bin');
  const fetched = files.filter((name) => !hasImage || !name.endsWith('.zip'));
  return fetched.reduce((sum, name) => sum + statSync(join(parts, name)).size, 0);
}

function imageDescription() {
  const image = readDescription(description);
  return image && { ...image, patchBytes: statSync(join(parts, 'image.patch.bin')).size };
}

function readDescription(name) {
  const path = join(parts, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

const bundleFiles = [
  ...['rollup.config.mjs', 'tsconfig.json', 'package-lock.json'],
  ...['package.json', 'custom-elements.json'],
];
const bundleScripts = [
  ...['framework-types.mjs', 'lazy-bundles.mjs', 'licenses', 'licenses.mjs'],
  ...['server-dom.mjs', 'web-only.mjs'],
];

async function bundle() {
  const product = {
    name: 'bundle',
    inputs: [
      project('src'),
      runtimeManifest,
      ...bundleFiles.map((name) => project(name)),
      ...bundleScripts.map((name) => project('scripts', name)),
    ],
    outputs: [
      ...['dicom-viewer.js', 'dicom-viewer.d.ts', 'worker.js', 'assistant.js'],
      ...['pipeline-worker.js', 'pipeline-frame.js'],
      ...lazyBundles.map(({ file }) => file),
      ...['types/props.d.ts', 'integrity.json'],
    ].map((name) => project('dist', name)),
  };
  await refresh(product, async () => {
    say('Bundling the element and its worker …');
    const { default: configurations } = await import('../rollup.config.mjs');
    for (const configuration of configurations) {
      const result = await rollup({ ...configuration, onwarn: refuse });
      await result.write(configuration.output);
      await result.close();
    }
    writeFrameworkTypes();
    writeIntegrity();
  });
}

/** The hashes of the scripts of dist/ as a page's `integrity` takes them (Subresource Integrity). */
function writeIntegrity() {
  const names = readdirSync(dist).filter((name) => name.endsWith('.js'));
  const hash = (name) => createHash('sha384').update(readFileSync(join(dist, name)));
  const entries = names.map((name) => [name, `sha384-${hash(name).digest('base64')}`]);
  const text = JSON.stringify(Object.fromEntries(entries), undefined, 2);
  writeFileSync(project('dist', 'integrity.json'), `${text}\n`);
}

function writeFrameworkTypes() {
  const [manifest, { version }] = ['custom-elements.json', 'package.json'].map((name) =>
    JSON.parse(readFileSync(project(name), 'utf8')),
  );
  mkdirSync(project('dist', 'types'), { recursive: true });
  for (const [name, content] of Object.entries(frameworkTypes(manifest, version))) {
    writeFileSync(project('dist', name), content);
  }
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
