// Bundles the element, its worker and its types into dist/, each as one self-contained file.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import { dts } from 'rollup-plugin-dts';
import esbuild from 'rollup-plugin-esbuild';
import { bundledLicenses } from './scripts/licenses.mjs';
import { fingerprint } from './scripts/checksum.mjs';
import { lazyBundles } from './scripts/lazy-bundles.mjs';
import { project, runtimeManifest as manifestPath } from './scripts/paths.mjs';

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
 * What nothing here uses of Lit's stand-ins for the DOM: the ARIA properties of `ElementInternals`, and all that `window`
 * copies of the real one. To read that takes longer than all else in the bundle, and where a page has no origin, some of
 * it may not be read.
 */
const smallerShim = {
  name: 'smaller-shim',
  transform: (code, id) =>
    id.includes('ssr-dom-shim')
      ? code
          .replace('Object.assign(this, globalThis, {', 'Object.assign(this, {')
          .replace(/^ *this\.aria\w+ = .*\n/gm, '')
      : null,
};

/** Lit's policy of trusted types is ours, so that a page has to allow but one. */
const onePolicy = {
  name: 'one-policy',
  transform(code, id) {
    if (!/lit-html\.js$/.test(id)) return null;
    const own = /(\w)\?\1\.createPolicy\("lit-html",\{createHTML:(\w)=>\2\}\):void 0/;
    if (!own.test(code)) this.error('Lit creates its policy of trusted types in another way.');
    const module = JSON.stringify(project('src', 'trusted-types.ts'));
    const ours = '{createHTML:(text)=>trustPolicy().createHTML(text)}';
    return `import { trustPolicy } from ${module};${code.replace(own, ours)}`;
  },
};

/** Style sheets without the comments and the indentation that their sources have. */
const smallerStyles = {
  name: 'smaller-styles',
  transform: (code, id) =>
    id.endsWith('.styles.ts') ? code.replace(/\/\*[^]*?\*\//g, '').replace(/\n\s+/g, '\n') : null,
};

/** What distinguishes this build from others: element and worker compare it, for a browser may keep one of them longer. */
const nameOfBuild = {
  name: 'name-of-build',
  load: (id) =>
    id === project('src', 'protocol', 'build.ts')
      ? `export const build = '${fingerprint([project('src')]).slice(0, 12)}';`
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

/** A bundler must leave an import by URL to the browser; it reads that in comments, which are lost when code is minified. */
const importsByUrl = {
  name: 'imports-by-url',
  renderChunk: (code) =>
    code.replace(/\bimport\((?=[\w$])/g, 'import(/* webpackIgnore: true */ /* @vite-ignore */ '),
};

/** What `this` is outside of functions, for packages whose compiler looked there for its helpers. */
const context = 'globalThis';

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

/** An import of a module that a lazy bundle begins with stays one: of that bundle's file, which lies beside this one. */
const lazyApart = {
  name: 'lazy-apart',
  resolveId(id, importer) {
    if (!importer || !id.startsWith('.')) return null;
    const path = join(dirname(importer), id.replace(/\.js$/, '.ts'));
    const bundle = lazyBundles.find(({ input }) => project(input) === path);
    return bundle ? { id: `./${bundle.file}`, external: true } : null;
  },
};

/** What Pyodide's loader imports under Node alone. */
const nodeModules = [/^node:/, 'ws'];

/** A worker that starts Python from what a manifest names; with assistants beside it. */
export function worker(input, manifest) {
  return {
    input,
    external: nodeModules,
    plugins: [runtimeManifest(() => manifest), resolve(), typescript],
  };
}

/** What makes the start image, for a server that has the runtime's files in a folder. */
export function imageBuilder(runtimeFolder, archives) {
  return worker('src/worker/boot/build-image.ts', {
    runtimeFolder,
    archives,
    image: null,
    integrity: {},
  });
}

export default [
  // First, because the worker knows their hashes.
  ...lazyBundles.map(({ file, input }) => ({
    input,
    output: { dir: 'dist', entryFileNames: file, format: 'es' },
    context,
    plugins: [
      noNode,
      webAssembly,
      resolve(),
      commonjs(),
      noGlobalNames,
      onePolicy,
      smallerStyles,
      typescript,
      bundledLicenses(),
    ],
  })),
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.js', format: 'es' },
    context,
    plugins: [
      lazyApart,
      nameOfBuild,
      // Lit's `node` build is its browser build plus stand-ins for the DOM: a server may import it.
      resolve({ exportConditions: ['node'] }),
      noGlobalNames,
      onePolicy,
      smallerShim,
      smallerStyles,
      typescript,
      importsByUrl,
      bundledLicenses(),
    ],
  },
  {
    input: 'src/worker/worker.ts',
    output: { file: 'dist/worker.js', format: 'es' },
    context,
    external: nodeModules,
    plugins: [lazyApart, nameOfBuild, manifestOfBuild, resolve(), typescript, bundledLicenses()],
  },
  {
    input: 'src/worker/assistant/assistant.ts',
    output: { file: 'dist/assistant.js', format: 'es' },
    context,
    plugins: [lazyApart, manifestOfBuild, resolve(), typescript, bundledLicenses()],
  },
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.d.ts', format: 'es' },
    plugins: [dts({ respectExternal: true })],
  },
];
