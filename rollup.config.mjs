// Bundles the element, its worker and its types into dist/, each as one self-contained file.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import { dts } from 'rollup-plugin-dts';
import esbuild from 'rollup-plugin-esbuild';
import { bundledLicenses } from './scripts/licenses.mjs';
import { runtimeManifest as manifestPath } from './scripts/paths.mjs';

/**
 * Lit keeps what its copies share in global names; a page that embeds the element gains none, so here they are
 * properties of an object that the bundle has for itself.
 */
const noGlobalNames = {
  name: 'no-global-names',
  resolveId: (id) => (id === 'lit-globals' ? id : null),
  load: (id) => (id === 'lit-globals' ? 'export default {};' : null),
  transform(code, id) {
    const names =
      /(?:\b\w+\.)?\b(lit(?:Html|Element)Versions|reactiveElementVersions|litPropertyMetadata|litServerRoot)\b/g;
    if (!id.includes('node_modules') || !names.test(code)) return null;
    return `import litGlobals from 'lit-globals';${code.replaceAll(names, 'litGlobals.$1')}`;
  },
};

/**
 * Lit's stand-in for `window` begins as a copy of all that the real one has, which nothing here uses: to read it takes
 * longer than all else in the bundle, and where a page has no origin, some of it may not be read.
 */
const noCopyOfWindow = {
  name: 'no-copy-of-window',
  transform: (code, id) =>
    id.includes('ssr-dom-shim')
      ? code.replace('Object.assign(this, globalThis, {', 'Object.assign(this, {')
      : null,
};

/** The module of what the build knows of the runtime's files. */
function runtimeManifest(read) {
  const id = 'runtime-manifest';
  const declare = ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`;
  return {
    name: id,
    resolveId: (wanted) => (wanted === id ? id : null),
    load: (wanted) => (wanted === id ? Object.entries(read()).map(declare).join('\n') : null),
  };
}

const manifestOfBuild = runtimeManifest(() => {
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
  return { ...manifest, integrity: codecHashes() };
});

/** The hashes of the codecs' files, which are bundled before. */
function codecHashes() {
  const hash = (name) => createHash('sha256').update(readFileSync(`dist/codecs/${name}`));
  const entries = readdirSync('dist/codecs').map((name) => [name, hash(name).digest('base64')]);
  return Object.fromEntries(entries.map(([name, digest]) => [name, `sha256-${digest}`]));
}

const typescript = esbuild({ minify: true, target: 'es2022', legalComments: 'none' });

/** What `this` is outside of functions, for packages whose compiler looked there for its helpers. */
const context = 'globalThis';

/**
 * What is fetched when a frame needs it, by the names of python/dicom_viewer/codecs.py and
 * colour_management.py; each is one file.
 */
const codecs = [
  'icc',
  'jpeg',
  'jpeg-12bit',
  'jpeg-lossless',
  'jpeg-ls',
  'jpeg2000',
  'jpeg-xl',
  'rle',
];

/** Emscripten's loaders ask for Node's modules, under Node alone. */
const noNode = {
  name: 'no-node',
  resolveId: (id) => (/^(fs|path|url|crypto|module)$/.test(id) ? 'no-node' : null),
  load: (id) => (id === 'no-node' ? 'export default {};' : null),
};

/** A WebAssembly file that a codec imports lies beside it, and is imported as its URL. */
const webAssembly = {
  name: 'web-assembly',
  load(id) {
    if (!id.endsWith('.wasm')) return null;
    const fileName = `codecs/${basename(id)}`;
    const asset = this.emitFile({ type: 'asset', fileName, source: readFileSync(id) });
    return `export default import.meta.ROLLUP_FILE_URL_${asset};`;
  },
};

/** What Pyodide's loader imports under Node alone. */
const nodeModules = [/^node:/, 'ws'];

/** What makes the start image, for a server that has the runtime's files in a folder. */
export function imageBuilder(runtimeFolder) {
  return {
    input: 'src/worker/boot/build-image.ts',
    external: nodeModules,
    plugins: [
      runtimeManifest(() => ({ runtimeFolder, image: null, integrity: {} })),
      resolve(),
      typescript,
    ],
  };
}

export default [
  ...codecs.map((name) => ({
    input: `src/worker/codecs/${name}.ts`,
    output: { dir: 'dist', entryFileNames: 'codecs/[name].js', format: 'es' },
    context,
    plugins: [noNode, webAssembly, resolve(), commonjs(), typescript, bundledLicenses()],
  })),
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.js', format: 'es' },
    context,
    plugins: [
      // Lit's `node` build is its browser build plus stand-ins for the DOM: a server may import it.
      resolve({ exportConditions: ['node'] }),
      noGlobalNames,
      noCopyOfWindow,
      typescript,
      bundledLicenses(),
    ],
  },
  {
    input: 'src/source/files/archive.ts',
    output: { file: 'dist/archive.js', format: 'es' },
    context,
    plugins: [resolve(), typescript, bundledLicenses()],
  },
  {
    input: 'src/worker/worker.ts',
    output: { file: 'dist/worker.js', format: 'es' },
    context,
    external: nodeModules,
    plugins: [manifestOfBuild, resolve(), typescript, bundledLicenses()],
  },
  {
    input: 'src/worker/assistant/assistant.ts',
    output: { file: 'dist/assistant.js', format: 'es' },
    context,
    plugins: [manifestOfBuild, resolve(), typescript, bundledLicenses()],
  },
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.d.ts', format: 'es' },
    plugins: [dts({ respectExternal: true })],
  },
];
