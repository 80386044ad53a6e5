// Bundles the element, its worker and its types into dist/, each as one self-contained file.

import resolve from '@rollup/plugin-node-resolve';
import { dts } from 'rollup-plugin-dts';
import esbuild from 'rollup-plugin-esbuild';
import { bundledLicenses } from './scripts/licenses.mjs';

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

const typescript = esbuild({ minify: true, target: 'es2022', legalComments: 'none' });

/** What `this` is outside of functions, for packages whose compiler looked there for its helpers. */
const context = 'globalThis';

export default [
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.js', format: 'es' },
    context,
    plugins: [
      // Lit's `node` build is its browser build plus stand-ins for the DOM: a server may import it.
      resolve({ exportConditions: ['node'] }),
      noGlobalNames,
      typescript,
      bundledLicenses(),
    ],
  },
  {
    input: 'src/worker/worker.ts',
    output: { file: 'dist/worker.js', format: 'es' },
    context,
    // Pyodide's loader imports these under Node alone.
    external: [/^node:/, 'ws'],
    plugins: [resolve(), typescript, bundledLicenses()],
  },
  {
    input: 'src/dicom-viewer.ts',
    output: { file: 'dist/dicom-viewer.d.ts', format: 'es' },
    plugins: [dts({ respectExternal: true })],
  },
];
