// `npm run tree`: writes the folders of src/ and python/dicom_viewer/ into CONTRIBUTING.md, each with its purpose and files.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pythonModules, typescriptModules } from './imports.mjs';
import { layerOf } from './layer-check.mjs';
import { python, src } from './layers.mjs';
import { between } from './markdown.mjs';
import { project } from './paths.mjs';
import { main } from './problem.mjs';

const begin = '<!-- `npm run tree` writes what follows -->';
const end = '<!-- until here -->';

/** How wide the column of names is, and a line at most. */
const nameWidth = 22;
const lineWidth = 118;

/** The page that holds the tree. */
export const page = project('CONTRIBUTING.md');

/** Puts the tree into its place on a page. */
export function withTree(text) {
  const sides = [
    treeOf('src', src, typescriptModules()),
    treeOf('python/dicom_viewer', python, pythonModules()),
  ];
  return between(text, begin, end, `\`\`\`\n${sides.flat().join('\n')}\n\`\`\``);
}

/**
 * Lists the layers of a side in their order.
 *
 * @param {string} root
 * @param {Record<string, import('./layer-check.mjs').Layer>} table a layer's purpose; without, its docstring says it
 * @param {import('./imports.mjs').Module[]} modules
 * @returns {string[]} lines
 */
export function treeOf(root, table, modules) {
  const layers = Object.entries(table).filter(([, { planned }]) => !planned);
  const lines = layers.flatMap(([layer, { purpose }]) => {
    const isFolder = !modules.some(({ path }) => path === layer);
    const names = modules
      .filter(({ path }) => isFolder && layerOf(path) === layer)
      .map(({ path }) => basename(path))
      .filter((name) => name !== '__init__');
    const doc = modules.find(({ path }) => path === (isFolder ? `${layer}/__init__` : layer))?.doc;
    const name = `  ${layer}${isFolder ? '/' : ''}`;
    return [row(name, purpose ?? firstSentence(doc)), ...wrapped(names)];
  });
  return [`${root}/`, ...lines];
}

/** The first sentence of a docstring, which may go on in the next line. */
function firstSentence(doc = '') {
  return /^.*?\.(?=\s|$)/s.exec(doc)?.[0].replaceAll(/\s+/g, ' ') ?? '';
}

function wrapped(names) {
  const lines = [];
  for (const name of names) {
    const longer = lines.length === 0 ? name : `${lines.at(-1)}  ${name}`;
    if (lines.length > 0 && nameWidth + longer.length <= lineWidth) lines.splice(-1, 1, longer);
    else lines.push(name);
  }
  return lines.map((line) => row('', line));
}

function row(name, text) {
  return `${name.padEnd(nameWidth - 1)} ${text}`;
}

if (process.argv[1] === import.meta.filename) {
  await main(() => writeFileSync(page, withTree(readFileSync(page, 'utf8'))));
}
