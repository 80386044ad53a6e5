// The images that the pages' snippets name, made of the demo's phantom and of pydicom's samples.

import { readdirSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { project } from '../paths.mjs';
import { fencesOf } from './markdown-page.mjs';

/** Every third slice is enough for planes, and a small file. */
const step = 3;

const phantom = project('demo', 'data', 'phantom');

/** @returns {Record<string, Uint8Array>} files by the names that snippets use */
export function snippetSamples() {
  const names = readdirSync(phantom).sort();
  const slices = names
    .filter((_, index) => index % step === 0)
    .map((name) => [name, readFileSync(`${phantom}/${name}`)]);
  const zip = zipSync(Object.fromEntries(slices), { level: 6 });
  const middle = slices.slice(slices.length / 2);
  return {
    'marks.json': marks(),
    'ct.dcm': readFileSync(project('.cache', 'pydicom', 'CT_small.dcm')),
    ...Object.fromEntries(['chest', 'before', 'after'].map((name) => [`${name}.zip`, zip])),
    ...Object.fromEntries([1, 2, 3].map((n) => [`slice-${n}.dcm`, middle[n - 1][1]])),
  };
}

/** @returns {Record<string, Uint8Array>} the slices of a series, by their names in its folder */
export function sliceSamples() {
  return Object.fromEntries(
    readdirSync(phantom)
      .sort()
      .filter((_, index) => index % (step * 3) === 0)
      .map((name) => [name, readFileSync(`${phantom}/${name}`)]),
  );
}

/** The marks that the recipe shows. */
function marks() {
  const text = readFileSync(project('docs', 'recipes.md'), 'utf8');
  const { code } = fencesOf(text).find(({ language }) => language === 'json');
  return new TextEncoder().encode(code);
}
