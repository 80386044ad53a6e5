// SHA-256 of bytes, files and folders.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Problem } from './problem.mjs';
import { root } from './paths.mjs';

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a file is there and holds the bytes that were pinned. */
export function holds(path, digest) {
  return existsSync(path) && sha256(readFileSync(path)) === digest;
}

/** Throws when bytes are not the ones that runtime.json pins. */
export function demand(what, bytes, digest) {
  const found = sha256(bytes);
  if (found !== digest) {
    throw new Problem(
      `${what} is not the file that scripts/runtime.json pins: its SHA-256 is ${found}, expected ${digest}.`,
    );
  }
}

/** One digest over the names and contents of files and folders. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf).sort()) {
    hash.update(`${relative(root, file)}\0${sha256(readFileSync(file))}\0`);
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== '__pycache__')
    .flatMap((entry) => filesOf(join(path, entry.name)));
}
