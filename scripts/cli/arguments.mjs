// What `open` was given: files, folders and URLs, as what a page may fetch.

import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A mistake that the user can mend. */
export class Mistake extends Error {}

/**
 * A file that the page may fetch.
 *
 * @typedef {object} Item
 * @property {string} name what it is called
 * @property {string} [path] where it lies on the disk
 * @property {string} [url] where it is fetched from
 * @property {string} [study] of a DICOMweb resource, the URL of its study: what may be fetched begins so
 */

/** How the path of a DICOMweb resource ends (PS3.18 10.1.1). */
const resource = /\/(studies\/[\d.]+(?:\/series\/[\d.]+(?:\/instances\/[\d.]+)?)?)\/?$/;

/**
 * Finds the files that the arguments name; those of a folder with all folders in it.
 *
 * @param {string[]} given paths and URLs
 * @returns {Item[]}
 */
export function itemsOf(given) {
  const items = given.flatMap((each) => (isUrl(each) ? itemAt(each) : filesAt(each)));
  if (items.length === 0) throw new Mistake(`There are no files in ${given.join(', ')}.`);
  return items;
}

function isUrl(text) {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function itemAt(url) {
  const { origin, pathname } = new URL(url);
  const [end, name] = resource.exec(pathname) ?? [];
  if (!name) return { name: basename(pathname) || 'file', url };
  const [, uid] = name.split('/');
  return { name, url, study: `${origin}${pathname.slice(0, -end.length)}/studies/${uid}` };
}

function filesAt(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new Mistake(`There is no file or folder "${path}".`);
  if (!found.isDirectory()) return [{ name: basename(path), path }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, path: join(entry.parentPath ?? entry.path, entry.name) }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}
