// What people build pages with: projects of nothing but a page with viewers, as each tool's guide begins one.

/** What every page shows: each way to a file of the package is gone once. */
const viewers = [
  '<dicom-viewer src="/CT_small.dcm" controls lang="de"></dicom-viewer>',
  '<dicom-viewer src="/JPEG2000.dcm"></dicom-viewer>',
  '<dicom-viewer src="/MR_small_RLE.dcm"></dicom-viewer>',
  '<dicom-viewer src="/stored.zip"></dicom-viewer>',
].join('\n');

const page = (script) => `<!doctype html>
<html lang="en">
<head><title>Viewers</title></head>
<body>
${viewers}
<div id="app"></div>
${script}
</body>
</html>
`;

const app = (script) => page(script).replace(viewers, '');

const element = "import 'dicom-viewer-element';\n";

const base = `import { DicomViewer } from 'dicom-viewer-element';
DicomViewer.base = '/dicom-viewer/';
`;

/** What is installed together, in versions that are known to work with each other. */
export const groups = {
  vite: {
    packages: {
      vite: '8.4.0',
      '@vitejs/plugin-react': '6.3.0',
      '@vitejs/plugin-vue': '6.0.11',
      '@sveltejs/vite-plugin-svelte': '7.3.1',
      react: '19.3.1',
      'react-dom': '19.3.1',
      svelte: '5.57.3',
      vue: '3.5.45',
    },
  },
  bundlers: {
    packages: {
      '@rollup/plugin-node-resolve': '16.0.3',
      esbuild: '0.28.2',
      rollup: '4.68.8',
      webpack: '5.113.0',
      'webpack-cli': '7.3.1',
    },
  },
  parcel: { packages: { parcel: '2.16.4' } },
  next: { packages: { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1' } },
  astro: { packages: { astro: '7.3.5' }, node: '22.12.0' },
};

const vite = (folder, plugin, call = plugin) => `import ${plugin} from '${folder}';
export default { plugins: [${call}()] };
`;

const viteProjects = {
  plain: {
    'index.html': page('<script type="module" src="/main.js"></script>'),
    'main.js': element,
  },
  react: {
    'index.html': app('<script type="module" src="/main.jsx"></script>'),
    'main.jsx': `${element}import { createRoot } from 'react-dom/client';
createRoot(document.querySelector('#app')).render(<>${viewers}</>);
`,
    'vite.config.js': vite('@vitejs/plugin-react', 'react'),
  },
  vue: {
    'index.html': app('<script type="module" src="/main.js"></script>'),
    'main.js': `${element}import { createApp } from 'vue';
import App from './App.vue';
createApp(App).mount('#app');
`,
    'App.vue': `<template>${viewers}</template>\n`,
    'vite.config.js': `import vue from '@vitejs/plugin-vue';
const isCustomElement = (tag) => tag.includes('-');
export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
`,
  },
  svelte: {
    'index.html': app('<script type="module" src="/main.js"></script>'),
    'main.js': `${element}import { mount } from 'svelte';
import App from './App.svelte';
mount(App, { target: document.querySelector('#app') });
`,
    'App.svelte': `${viewers}\n`,
    'vite.config.js': vite('@sveltejs/vite-plugin-svelte', '{ svelte }', 'svelte'),
  },
};

/** The names of what Vite builds beside a plain page. */
const frameworks = { plain: 'a plain page', react: 'React 19', vue: 'Vue 3', svelte: 'Svelte 5' };

/**
 * A project, how it is built, and where its page is then.
 *
 * @typedef {object} Environment
 * @property {string} name
 * @property {keyof typeof groups} group
 * @property {string} folder below its group's
 * @property {Record<string, string>} files
 * @property {string[][]} [build] commands in that folder
 * @property {string} [output] the folder that a static host would serve
 * @property {string[]} [serve] a command that serves the page; the port comes last
 * @property {string} [samples] where the images lie that the page shows
 * @property {string} [fails] what the page says instead of showing them
 */

/** @type {Environment[]} */
export const environments = [
  ...Object.entries(viteProjects).flatMap(([folder, files]) => [
    {
      name: `Vite 8, production, ${frameworks[folder]}`,
      group: 'vite',
      folder,
      files,
      build: [['vite', 'build']],
      output: 'dist',
      samples: 'public',
    },
  ]),
  ...['plain', 'react'].map((folder) => ({
    name: `Vite 8, development, ${frameworks[folder]}`,
    group: 'vite',
    folder,
    files: viteProjects[folder],
    serve: ['vite', '--host', '127.0.0.1', '--strictPort', '--port'],
    samples: 'public',
  })),
  {
    name: 'webpack 5',
    group: 'bundlers',
    folder: 'webpack',
    files: {
      'main.js': element,
      'dist/index.html': page('<script src="/main.js"></script>'),
    },
    build: [['webpack', '--mode', 'production', '--entry', './main.js', '--output-path', 'dist']],
    output: 'dist',
    samples: 'dist',
  },
  ...['es', 'iife'].map((format) => ({
    name: `esbuild with a base, as ${format === 'es' ? 'a module' : 'a script'}`,
    group: 'bundlers',
    folder: `esbuild-${format}`,
    files: {
      'main.js': base,
      'dist/index.html': page(
        `<script ${format === 'es' ? 'type="module"' : ''} src="/out.js"></script>`,
      ),
    },
    build: [
      [
        ...['esbuild', 'main.js', '--bundle', '--minify'],
        ...[`--format=${format === 'es' ? 'esm' : 'iife'}`, '--outfile=dist/out.js'],
      ],
      ['dicom-viewer-element', 'copy', 'dist'],
    ],
    output: 'dist',
    samples: 'dist',
  })),
  ...[true, false].map((hasBase) => ({
    name: `Rollup ${hasBase ? 'with' : 'without'} a base`,
    group: 'bundlers',
    folder: hasBase ? 'rollup' : 'rollup-without',
    files: {
      'main.js': hasBase ? base : element,
      'dist/index.html': page('<script type="module" src="/main.js"></script>'),
    },
    build: [
      ['rollup', '-p', 'node-resolve', '-i', 'main.js', '-f', 'es', '-o', 'dist/main.js'],
      ...(hasBase ? [['dicom-viewer-element', 'copy', 'dist']] : []),
    ],
    output: 'dist',
    samples: 'dist',
    ...(!hasBase && { fails: 'DicomViewer.base' }),
  })),
  {
    name: 'Parcel 2 with a base',
    group: 'parcel',
    folder: 'page',
    files: {
      'main.js': base,
      'index.html': page('<script type="module" src="./main.js"></script>'),
    },
    build: [
      ['parcel', 'build', 'index.html', '--no-cache', '--no-source-maps', '--dist-dir', 'dist'],
      ['dicom-viewer-element', 'copy', 'dist'],
    ],
    output: 'dist',
    samples: 'dist',
  },
  {
    name: 'Next 16, App Router, Turbopack',
    group: 'next',
    folder: 'page',
    files: {
      'app/layout.jsx':
        'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
      'app/page.jsx': `'use client';\n${element}export default () => <main>${viewers}</main>;\n`,
      // for this folder lies in another project's
      'next.config.mjs': "export default { turbopack: { root: import.meta.dirname + '/..' } };\n",
    },
    build: [['next', 'build']],
    serve: ['next', 'start', '--hostname', '127.0.0.1', '--port'],
    samples: 'public',
  },
  {
    name: 'Astro 7',
    group: 'astro',
    folder: 'page',
    files: { 'src/pages/index.astro': page(`<script>${element}</script>`) },
    build: [['astro', 'build']],
    output: 'dist',
    samples: 'public',
  },
];
