// The projects that docs/frameworks.md and docs/sites.md describe, made of nothing but their snippets.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from '../../scripts/command.mjs';
import { project } from '../../scripts/paths.mjs';
import { seePixels } from '../docs/tab.mjs';
import { allSnippets } from '../docs/ways.mjs';
import { groups } from './environments.mjs';
import { environmentOf, install, pack, write } from './projects.mjs';
import { serveFolder, startBrowser } from './tab.mjs';

const timeout = 120_000;
const here = 'run by test/apps/docs.test.mjs';
const images = { 'ct.dcm': project('.cache', 'pydicom', 'CT_small.dcm') };

/** The code of a snippet that is run here. */
function snippet(page, language) {
  const found = allSnippets().filter(
    (each) => each.page === page && each.comment === here && each.language === language,
  );
  return found.map(({ code }) => code);
}

const [tsx] = snippet('docs/frameworks.md', 'tsx');
const [vue] = snippet('docs/frameworks.md', 'vue');
const [conf] = snippet('docs/sites.md', 'python');
const [rst] = snippet('docs/sites.md', 'rst');
const [yaml] = snippet('docs/sites.md', 'yaml');
const [md] = snippet('docs/sites.md', 'md');

const html = '<!doctype html><div id="app"></div><script type="module" src="/main.js"></script>';

const viteProject = (name, component, files) => ({
  name,
  group: 'vite',
  needs: 'vite',
  folder: `docs-${component}`,
  files: { 'index.html': html, ...files },
  build: [['vite', 'build']],
  output: 'dist',
  samples: 'public',
});

const projects = [
  viteProject('a React component', 'Scan.tsx', {
    'Scan.tsx': tsx,
    'main.js': `import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import Scan from './Scan.tsx';
createRoot(document.querySelector('#app')).render(createElement(Scan));
`,
    'vite.config.js': `import react from '@vitejs/plugin-react';
export default { plugins: [react()] };
`,
  }),
  viteProject('a Vue component', 'Scan.vue', {
    'Scan.vue': vue,
    'main.js': `import { createApp } from 'vue';
import Scan from './Scan.vue';
createApp(Scan).mount('#app');
`,
    'vite.config.js': `import vue from '@vitejs/plugin-vue';
const isCustomElement = (tag) => tag === 'dicom-viewer';
export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
`,
  }),
  {
    name: 'a page of Sphinx',
    group: 'vite', // of which it needs the package alone
    needs: 'generators',
    folder: 'sphinx',
    files: { 'conf.py': conf, 'index.rst': rst },
    build: [
      ['dicom-viewer-element', 'copy', '_static'],
      ['python', '-m', 'sphinx', '-q', '-W', '-b', 'html', '.', 'out'],
    ],
    output: 'out',
    samples: '_static',
  },
  {
    name: 'a page of MkDocs',
    group: 'vite', // of which it needs the package alone
    needs: 'generators',
    folder: 'mkdocs',
    files: { 'mkdocs.yml': yaml, 'docs/index.md': md },
    build: [
      ['dicom-viewer-element', 'copy', 'docs'],
      ['python', '-m', 'mkdocs', '-q', 'build', '--strict', '--site-dir', 'out'],
    ],
    output: 'out',
    samples: 'docs',
  },
];

/** The generators of Python, in an environment of their own. */
const generators = ['sphinx==9.0.4', 'mkdocs==1.6.1'];

const tarball = await pack();
const lacks = {
  vite: await install('vite', groups.vite, tarball),
  generators: await installGenerators(),
};

describe('the pages of the documentation describe', () => {
  let browser;

  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const each of projects) {
    const skip = lacks[each.needs];
    const title = `${each.name}${skip ? ` (not tried: ${skip})` : ''}`;
    it(`${title} that shows pixels`, { skip, timeout }, async () => {
      const cwd = write(each, images);
      await build(each, cwd);
      const { url, end } = await serveFolder(join(cwd, each.output));
      try {
        assert.equal(await seeOne(browser, url), 1);
      } finally {
        await end();
      }
    });
  }
});

async function build({ group, needs, build: commands }, cwd) {
  const env = environmentOf(group);
  if (needs === 'generators') env.PATH = [join(environment(), 'bin'), env.PATH].join(delimiter);
  for (const [program, ...args] of commands) {
    const { ok, output } = await run(program, args, { cwd, env });
    assert.ok(ok, output.slice(-2000));
  }
}

/** Opens a page and waits for the element, which a framework may bring later; what else such a page lacks is its own. */
async function seeOne(browser, url) {
  const tab = await browser.newPage();
  try {
    await tab.goto(url);
    const isThere = () => globalThis.document.querySelector('dicom-viewer:defined') !== null;
    await tab.waitForFunction(isThere, { polling: 100 });
    return await seePixels(tab);
  } finally {
    await tab.close();
  }
}

function environment() {
  return project('.cache', 'apps', 'generators');
}

/** @returns {Promise<string | false>} why they can't be had */
async function installGenerators() {
  const python = join(environment(), 'bin', 'python');
  if (!existsSync(python)) await run('python3', ['-m', 'venv', environment()]);
  const { ok, output } = await run(python, ['-m', 'pip', 'install', '-q', ...generators]);
  return ok ? false : `pip can't install ${generators.join(' ')}: ${output.slice(-200)}`;
}
