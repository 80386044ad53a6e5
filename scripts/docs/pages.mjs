// The pages of the documentation in their order, as Markdown in docs/ and as what the site makes of them.

import { existsSync, readFileSync } from 'node:fs';
import { project } from '../paths.mjs';

/**
 * @typedef {object} Page
 * @property {string} path of the Markdown, from the project's folder
 * @property {string} name of the page in the site, without `.html`
 * @property {string} title in the navigation
 */

/** The groups of the navigation. A page whose file isn't there yet is left out. */
const groups = {
  'Getting started': {
    'start.md': 'Start',
    'recipes.md': 'Recipes',
    'npm.md': 'npm and bundlers',
    'frameworks.md': 'Frameworks',
    'sites.md': 'Sites and systems',
    'hosting.md': 'Hosting',
  },
  'Using it': {
    'handling.md': 'Handling',
    'size.md': 'Size on the page',
    'marks.md': 'Marks',
    'tags.md': 'Tags',
    'layers.md': 'Layers',
    'linking.md': 'Linked viewers',
    'saving.md': 'Saving and copying',
    'pipelines.md': 'Pipelines',
    'dicomweb.md': 'DICOMweb',
    'terminal.md': 'Terminal and extension',
    'python.md': 'Python',
    'notebooks.md': 'Notebooks',
  },
  Reference: {
    'reference.md': 'Reference',
    'attributes.md': 'Attributes in detail',
    'styling.md': 'Styling',
    'languages.md': 'Languages',
    'errors.md': 'Errors and warnings',
    'images.md': 'What it shows',
  },
  Project: {
    'conformance.md': 'Conformance',
    'performance.md': 'Performance',
    '../CONTRIBUTING.md': 'Architecture',
    '../CHANGELOG.md': 'Changelog',
  },
};

/** @returns {{ title: string, pages: Page[] }[]} the groups, of the pages that are there */
export function pageGroups() {
  return Object.entries(groups).map(([title, pages]) => ({
    title,
    pages: Object.entries(pages)
      .map(([file, pageTitle]) => pageOf(file, pageTitle))
      .filter(({ path }) => existsSync(project(path))),
  }));
}

/** @returns {Page[]} */
export function allPages() {
  return pageGroups().flatMap(({ pages }) => pages);
}

/** Whether a page is in the table, but isn't written yet. */
export function isPlanned(path) {
  const files = Object.values(groups).flatMap((pages) => Object.keys(pages));
  return files.includes(path.replace('docs/', '')) && !existsSync(project(path));
}

/** @returns {string} the Markdown of a page */
export function textOf({ path }) {
  return readFileSync(project(path), 'utf8');
}

function pageOf(file, title) {
  const path = file.startsWith('../') ? file.slice(3) : `docs/${file}`;
  const [stem] = file.replace('../', '').toLowerCase().split('.');
  const names = { start: 'index', contributing: 'architecture' };
  return { path, name: names[stem] ?? stem, title };
}
