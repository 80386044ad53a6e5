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
import { importingByUrl, withoutNode } from './scripts/web-only.mjs';

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

/** Where there is no DOM, Lit has stand-ins for it, of which little is used here. */
const smallerShim = {
  name: 'smaller-shim',
  resolveId: (id) =>
    id === '@lit-labs/ssr-dom-shim' ? project('scripts', 'server-dom.mjs') : null,
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

/** Style sheets without the comments, the indentation and the ends of lines that their sources have. */
const smallerStyles = {
  name: 'smaller-styles',
  transform: (code, id) =>
    id.endsWith('.styles.ts')
      ? code
          .replace(/\/\*[^]*?\*\//g, '')
          .replace(/\n\s+/g, '\n')
          .replace(/([{,;}])\n/g, '$1')
      : null,
};

/** What distinguishes this build from others: element and worker compare it, for a browser may keep one of them longer. */
const nameOfBuild = {
  name: 'name-of-build',
  load: (id) =>
    id === project('src', 'protocol', 'build.ts')
      ? `export const build = '${fingerprint([project('src')]).slice(0, 12)}';`
      : null,
};

function readManifest() {
  return JSON.parse(readFileSync(manifestPath, 'utf8'));
}

/** What starts a pipeline's own Python: the worker tells the page where that is. */
const ownScripts = ['pipeline-worker.js', 'pipeline-frame.js'];

/** The module of what the build knows of the runtime's files. */
function runtimeManifest(read) {
  const id = 'runtime-manifest';
  return {
    name: id,
    resolveId: (wanted) => (wanted === id ? id : null),
    load(wanted) {
      if (wanted !== id) return null;
      const { runtimeFolder, files, archives, image, scriptIntegrity, codecs = {} } = read();
      const urls = [
        ...files.map((name) => [name, urlOf(`./${runtimeFolder}/${name}`)]),
        ...ownScripts.map((name) => [name, urlOf(`./${name}`)]),
      ];
      const codecFiles = Object.entries(codecs).map(([name, integrity]) => [
        name,
        `{ url: ${urlOf(`./codecs/${name}`)}, integrity: '${integrity}' }`,
      ]);
      return [
        `export const files = ${objectOf(urls)};`,
        `export const scriptIntegrity = ${JSON.stringify(scriptIntegrity)};`,
        `export const codecFiles = ${objectOf(codecFiles)};`,
        `export const archives = ${JSON.stringify(archives)};`,
        `export const image = ${JSON.stringify(image)};`,
      ].join('\n');
    },
  };
}

/** The same for the element, which knows of the runtime's files but how many bytes a start fetches. */
const bytesOfStart = {
  name: 'bytes-of-start',
  resolveId: (id) => (id === 'runtime-manifest' ? id : null),
  load(id) {
    if (id !== 'runtime-manifest') return null;
    return `export const startBytes = ${readManifest().startBytes};`;
  },
};

/** The URL of a file as bundlers follow it. */
function urlOf(path) {
  return `new URL('${path}', import.meta.url).href`;
}

/** The code of an object whose values are code. */
function objectOf(entries) {
  return `{${entries.map(([name, code]) => `${JSON.stringify(name)}: ${code}`).join(', ')}}`;
}

const manifestOfBuild = runtimeManifest(() => {
  const manifest = readManifest();
  const scriptIntegrity = integrityOf(`dist/${manifest.runtimeFolder}/pyodide.asm.js`);
  return { ...manifest, scriptIntegrity, codecs: codecHashes() };
});

/** The hashes of the codecs' files, which are bundled before. */
function codecHashes() {
  const names = readdirSync('dist/codecs');
  return Object.fromEntries(names.map((name) => [name, integrityOf(`dist/codecs/${name}`)]));
}

/** The hash of a file as `fetch` takes it (Subresource Integrity). */
function integrityOf(path) {
  return `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`;
}

/** A module is UTF-8, whatever its server says: texts needn't be escaped, which would take twice the bytes. */
const typescript = esbuild({
  minify: true,
  target: 'es2022',
  legalComments: 'none',
  charset: 'utf8',
});

/** A bundler must leave an import by URL to the browser; it reads that in comments, which are lost when code is minified. */
const importsByUrl = {
  name: 'imports-by-url',
  renderChunk: importingByUrl,
};

/** Of what packages do where there is no browser, nothing is left. */
const webOnly = {
  name: 'web-only',
  transform: (code, id) => (id.includes('node_modules') ? withoutNode(code) : null),
};

/** What `this` is outside of functions, for packages whose compiler looked there for its helpers. */
const context = 'globalThis';

/** Emscripten's and Pyodide's loaders ask for Node's modules, under Node alone. */
const noNode = {
  name: 'no-node',
  resolveId: (id) => (/^(node:.+|fs|path|url|crypto|module|ws)$/.test(id) ? 'no-node' : null),
  load: (id) => (id === 'no-node' ? 'export default {};' : null),
};

/** A WebAssembly file that a codec imports lies beside it, and is imported as its name; a codec is told where. */
const webAssembly = {
  name: 'web-assembly',
  load(id) {
    if (!id.endsWith('.wasm')) return null;
    const name = basename(id);
    this.emitFile({ type: 'asset', fileName: `codecs/${name}`, source: readFileSync(id) });
    return `export default '${name}';`;
  },
  transform: (code, id) =>
    id.includes('node_modules') ? code.replaceAll('import.meta.url', "''") : null,
};

/** Vite would put a smaller file into a `data:` URL, which a page's policy may forbid to run. */
const inlineLimit = 4096;

const notInlined = {
  name: 'not-inlined',
  renderChunk: (code) =>
    code.length > inlineLimit ? null : `${code}//${'.'.repeat(inlineLimit - code.length)}\n`,
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

const workerPlugins = [noNode, resolve(), webOnly, typescript, importsByUrl];

/** A worker that starts Python from what a manifest names; with assistants beside it. */
export function worker(input, manifest) {
  return {
    input,
    plugins: [runtimeManifest(() => manifest), ...workerPlugins],
  };
}

/** What makes the start image, for a server that has the runtime's files in a folder. */
export function imageBuilder(runtimeFolder, files, archives) {
  return worker('src/worker/boot/build-image.ts', { runtimeFolder, files, archives, image: null });
}

/** Where nothing may be fetched, files have names alone, as URLs that lead nowhere. */
const manifestOfOwnPython = {
  name: 'runtime-manifest',
  resolveId: (id) => (id === 'runtime-manifest' ? id : null),
  load(id) {
    if (id !== 'runtime-manifest') return null;
    const { files, archives, image } = readManifest();
    const urls = files.map((name) => [name, JSON.stringify(`https://runtime.invalid/${name}`)]);
    return [
      `export const files = ${objectOf(urls)};`,
      'export const codecFiles = {};',
      'export const scriptIntegrity = null;',
      `export const archives = ${JSON.stringify(archives)};`,
      `export const image = ${JSON.stringify(image)};`,
    ].join('\n');
  },
};

/** A script that is no module: it is run where none can be imported. */
const scriptOutput = (file) => ({ file: `dist/${file}`, format: 'iife' });

export default [
  // First, because the worker knows their hashes.
  ...lazyBundles.map(({ file, input }) => ({
    input,
    output: { dir: 'dist', entryFileNames: file, format: 'es' },
    context,
    // Of Lit, templates and styles alone: an element's class is the element's.
    treeshake: { moduleSideEffects: (id) => !/reactive-element|lit-element/.test(id) },
    plugins: [
      noNode,
      webAssembly,
      resolve(),
      commonjs(),
      noGlobalNames,
      onePolicy,
      smallerStyles,
      typescript,
      importsByUrl,
      webOnly,
      notInlined,
      bundledLicenses(),
    ],
  })),
  {
    input: 'src/worker/pipeline/own-python.ts',
    output: scriptOutput('pipeline-worker.js'),
    context,
    plugins: [manifestOfOwnPython, ...workerPlugins, bundledLicenses()],
  },
  {
    input: 'src/pipeline/frame.ts',
    output: scriptOutput('pipeline-frame.js'),
    context,
    plugins: [typescript, notInlined, bundledLicenses()],
  },
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.js', format: 'es' },
    context,
    plugins: [
      lazyApart,
      nameOfBuild,
      smallerShim,
      bytesOfStart,
      // Lit's `node` build is its browser build plus stand-ins for the DOM: a server may import it.
      resolve({ exportConditions: ['node'] }),
      noGlobalNames,
      onePolicy,
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
    plugins: [lazyApart, nameOfBuild, manifestOfBuild, ...workerPlugins, bundledLicenses()],
  },
  {
    input: 'src/worker/assistant/assistant.ts',
    output: { file: 'dist/assistant.js', format: 'es' },
    context,
    plugins: [lazyApart, manifestOfBuild, ...workerPlugins, bundledLicenses()],
  },
  {
    // What a widget of notebooks begins with: it has the element's files sent by Python.
    input: 'src/hosts/notebook/notebook.ts',
    output: { file: 'dist/notebook.js', format: 'es' },
    plugins: [typescript, importsByUrl],
  },
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.d.ts', format: 'es' },
    external: 'runtime-manifest',
    plugins: [dts({ respectExternal: true })],
  },
];
