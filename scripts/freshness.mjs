// What was made once is made again only when something that it is made from has changed.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fingerprint } from './checksum.mjs';
import { project } from './paths.mjs';

/**
 * Calls `make` unless every output is there and was made from these very inputs.
 *
 * @param {{ name: string, inputs: string[], outputs: string[] }} product files and folders
 * @param {() => Promise<void> | void} make
 */
export async function refresh({ name, inputs, outputs }, make) {
  const stamp = project('.cache', 'stamps', name);
  const wanted = fingerprint(inputs);
  if (outputs.every((path) => existsSync(path)) && readStamp(stamp) === wanted) return;
  rmSync(stamp, { force: true });
  await make();
  mkdirSync(project('.cache', 'stamps'), { recursive: true });
  writeFileSync(stamp, wanted);
}

function readStamp(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
