// The packed package's types in the templates of frameworks: what is right passes, what is wrong doesn't.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../scripts/command.mjs';
import { frameworkNames } from '../../scripts/framework-types.mjs';
import { environmentOf, install, pack, write } from './projects.mjs';

const timeout = 120_000;

const group = {
  packages: {
    '@types/react': '19.3.3',
    preact: '11.2.0',
    'solid-js': '1.9.20',
    svelte: '5.57.3',
    'svelte-check': '4.7.8',
    typescript: '6.0.3',
    vue: '3.5.45',
    'vue-tsc': '3.3.14',
  },
};

const options = (jsxImportSource) => ({
  compilerOptions: {
    strict: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    types: [],
    ...(jsxImportSource && { jsx: 'react-jsx', jsxImportSource }),
  },
  vueCompilerOptions: { strictTemplates: true },
});

/** A component of JSX, with the attribute that hears of a loaded image, and how a property is set. */
const component = (framework, listener, property) => `import 'dicom-viewer-element/${framework}';

export const Page = () => (
  <dicom-viewer
    id="chest"
    src="chest.zip"
    window-center="40"
    window-width={400}
    controls
    plane="mpr"
    ${property}={[]}
    ${listener}={(event) => event.detail.rows.toFixed()}
  />
);

// @ts-expect-error: there is no such plane
export const wrongPlane = <dicom-viewer plane="oblique" />;

// @ts-expect-error: an event's detail isn't of any type
export const wrongDetail = <dicom-viewer ${listener}={(event) => event.detail.frame} />;
`;

const script = `import 'dicom-viewer-element';
`;

/** The files of each, the wrong ones apart, and what checks them. */
const projects = {
  react: {
    files: { 'page.tsx': component('react', 'ondicom-load', 'annotations') },
    check: ['tsc'],
    source: 'react',
  },
  preact: {
    files: { 'page.tsx': component('preact', 'ondicom-load', 'annotations') },
    check: ['tsc'],
    source: 'preact',
  },
  solid: {
    files: { 'page.tsx': component('solid', 'on:dicom-load', 'prop:annotations') },
    check: ['tsc'],
    source: 'solid-js',
  },
  vue: {
    files: {
      'Page.vue': `<script setup lang="ts">
import 'dicom-viewer-element/vue';
</script>
<template>
  <dicom-viewer
    src="chest.zip"
    window-center="40"
    :window-width="400"
    controls
    plane="mpr"
    :annotations="[]"
    @dicom-load="(event) => event.detail.rows.toFixed()"
  />
  <!-- @vue-expect-error there is no such plane -->
  <dicom-viewer plane="oblique" />
  <!-- @vue-expect-error an event's detail isn't of any type -->
  <dicom-viewer @dicom-load="(event) => event.detail.frame" />
</template>
`,
    },
    check: ['vue-tsc', '--noEmit'],
  },
  svelte: {
    files: {
      'Page.svelte': `<script lang="ts">
  import 'dicom-viewer-element/svelte';
</script>
<dicom-viewer
  src="chest.zip"
  window-center="40"
  window-width={400}
  controls
  plane="mpr"
  annotations={[]}
  ondicom-load={(event) => event.detail.rows.toFixed()}
></dicom-viewer>
`,
    },
    check: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    wrong: { '<dicom-viewer': '<dicom-viewer plane="oblique"></dicom-viewer>\n<dicom-viewer' },
  },
  plain: {
    files: {
      'page.ts': `${script}
const viewer = document.createElement('dicom-viewer');
viewer.windowCenter = 40;
viewer.addEventListener('dicom-load', ({ detail }) => detail.rows.toFixed());
// @ts-expect-error: there is no such plane
viewer.plane = 'oblique';
`,
    },
    check: ['tsc'],
  },
};

const tarball = await pack();
const skip = await install('types', group, tarball);

describe('the types of the packed package', () => {
  for (const [name, { files, check, source, wrong }] of Object.entries(projects)) {
    const title = `fit ${name === 'plain' ? 'a page without a framework' : name}`;
    it(`${title}${skip ? ` (not tried: ${skip})` : ''}`, { skip, timeout }, async () => {
      const all = { ...files, 'tsconfig.json': JSON.stringify(options(source)) };
      const { ok, output } = await checked(name, all, check);
      assert.ok(ok, output.slice(-2000));
      for (const [right, text] of Object.entries(wrong ?? {})) {
        const bad = Object.entries(all).map(([file, content]) => [
          file,
          content.replace(right, text),
        ]);
        assert.equal((await checked(name, Object.fromEntries(bad), check)).ok, false, text);
      }
    });
  }

  it('are tried in each framework that has some', () => {
    assert.deepEqual(
      frameworkNames.toSorted(),
      Object.keys(projects)
        .filter((name) => name !== 'plain')
        .toSorted(),
    );
  });
});

function checked(folder, files, [program, ...args]) {
  const cwd = write({ group: 'types', folder, files }, {});
  return run(program, args, { cwd, env: environmentOf('types') });
}
