// `npx dicom-viewer-element packages scipy`: puts packages for pipelines into dist/packages/, with what they need.

import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Mistake } from './arguments.mjs';

/** The folder of Pyodide's packages for the runtime that dist/ has. */
export const pyodideIndex = 'https://cdn.jsdelivr.net/pyodide/v0.29.5/full/';

const ownFolder = fileURLToPath(new URL('../../dist/packages', import.meta.url));

/** The list of a folder's packages: of what version, with which hash, and what they need. */
const lockName = 'pyodide-lock.json';

/** What every pipeline's Python has. */
const present = new Set(['numpy', 'pydicom']);

/**
 * Fetches packages and what they need from an index, checks their hashes, and lists them.
 *
 * @param {string[]} given names of packages
 * @param {{ index?: string, into?: string }} options the folder of packages from which, and into which they come
 */
export async function packages(given, { index = pyodideIndex, into = ownFolder } = {}) {
  if (given.length === 0) throw new Mistake('Which packages?');
  const from = new URL(index.endsWith('/') ? index : `${index}/`);
  const { info, packages: offered } = JSON.parse(await download(new URL(lockName, from)));
  const chosen = withNeeds(given.map(normalized), offered);
  mkdirSync(into, { recursive: true });
  for (const entry of chosen) {
    const state = await fetchPackage(entry, from, into);
    stdout.write(`${entry.name} ${entry.version}: ${state}\n`);
  }
  const path = join(into, lockName);
  const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
  const added = chosen.map((entry) => [
    normalized(entry.name),
    { ...entry, file_name: basename(entry.file_name) },
  ]);
  const all = Object.entries({ ...before, ...Object.fromEntries(added) });
  const sorted = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify({ info, packages: sorted }, null, 2)}\n`);
  stdout.write(`${into} holds ${all.length} ${all.length === 1 ? 'package' : 'packages'}.\n`);
}

/** The entries of packages and of all that they need but what is present. */
function withNeeds(names, offered) {
  const chosen = new Map();
  const waiting = [...names];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    if (present.has(name) || chosen.has(name)) continue;
    if (!Object.hasOwn(offered, name)) throw new Mistake(`The index has no package "${name}".`);
    const entry = offered[name];
    if (!entry.file_name.endsWith('.whl')) {
      throw new Mistake(`"${name}" is a shared library of its own, which pipelines can't load.`);
    }
    chosen.set(name, entry);
    waiting.push(...(entry.depends ?? []).map(normalized));
  }
  return [...chosen.values()];
}

/** Puts a package's wheel into a folder, unless it is there. */
async function fetchPackage({ file_name: file, sha256 }, from, into) {
  const path = join(into, basename(file));
  if (existsSync(path) && hashOf(readFileSync(path)) === sha256) return 'it is there';
  const bytes = await download(new URL(file, from));
  if (hashOf(bytes) !== sha256) {
    throw new Mistake(`${basename(file)} has another hash than the index says: it isn't kept.`);
  }
  writeFileSync(path, bytes);
  return `${(bytes.length / 1e6).toFixed(1)} MB`;
}

async function download(url) {
  try {
    const response = await fetch(url);
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    throw new Error(`the server answered ${response.status}`);
  } catch (error) {
    const why = error.cause?.code ?? error.message;
    throw new Mistake(`${url.href} can't be fetched: ${why}.`);
  }
}

function hashOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A package's name as indexes have it (PEP 503). */
function normalized(name) {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}
