// What was made once is made again only when something that it is made from has changed.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fingerprint } from './checksum.mjs';
import { project, root } from './paths.mjs';

/**
 * Calls `make` unless every output is there and was made from these very inputs. What `make` returns are inputs too that
 * it met, as a bundler meets modules: they needn't be listed beforehand.
 *
 * @param {{ name: string, inputs: string[], outputs: string[] }} product files and folders
 * @param {() => Promise<string[] | void> | string[] | void} make
 */
export async function refresh({ name, inputs, outputs }, make) {
  const stamp = project('.cache', 'stamps', name);
  if (outputs.every((path) => existsSync(path)) && isCurrent(stamp, inputs)) return;
  rmSync(stamp, { force: true });
  const before = fingerprint(inputs);
  const met = ((await make()) ?? []).map((path) => relative(root, path)).sort();
  mkdirSync(project('.cache', 'stamps'), { recursive: true });
  writeFileSync(stamp, [before, fingerprint(met.map(absolute)), ...met].join('\n'));
}

/** Whether a stamp was written for inputs as they are now. */
function isCurrent(stamp, inputs) {
  if (!existsSync(stamp)) return false;
  const [listed, others, ...met] = readFileSync(stamp, 'utf8').split('\n');
  const paths = met.map(absolute);
  return listed === fingerprint(inputs) && paths.every(existsSync) && others === fingerprint(paths);
}

function absolute(path) {
  return join(root, path);
}
