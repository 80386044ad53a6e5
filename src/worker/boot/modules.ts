import type { PyodideAPI } from 'pyodide';
import { archives } from 'runtime-manifest';

import { detailOf, type Message } from '../../languages/message.js';
import { urlOf, type BootFiles } from './files.js';
import { moduleOf } from './interpreter.js';

export const sitePackages = '/lib/python3.13/site-packages';

const standardLibraryPath = '/lib/python313.zip';
export const standardLibraryFile = 'python_stdlib.zip';

/**
 * How long Python may wait for an archive, in ms: all of it has to arrive, since bytes can't be counted
 * meanwhile. The page takes a worker that is silent for twice a minute for hung.
 */
const fetchLimit = 60_000;

/** Fetches Python's standard library, a zip. */
export function fetchStandardLibrary(files: BootFiles): Promise<Uint8Array<ArrayBuffer>> {
  return files.fetch(standardLibraryFile);
}

/** Fetches all other archives: NumPy, pydicom and our own package, as zips. */
export function fetchPackages(files: BootFiles): Promise<Uint8Array<ArrayBuffer>[]> {
  const names = Object.keys(archives).filter((name) => name !== standardLibraryFile);
  return Promise.all(names.map((name) => files.fetch(name)));
}

/** Puts packages where Python imports them from. */
export function unpackPackages(pyodide: PyodideAPI, packages: readonly Uint8Array[]): void {
  for (const archive of packages) {
    pyodide.unpackArchive(archive, 'zip', { extractDir: sitePackages });
  }
}

/** Puts the standard library where Python imports it from. */
export function putStandardLibrary(pyodide: PyodideAPI, library: Uint8Array): void {
  moduleOf(pyodide).FS.writeFile(standardLibraryPath, library);
}

/** Fetches archives while Python, which the image started without any, waits for a module. */
export class MissingModules {
  readonly #pyodide: PyodideAPI;
  readonly #present = new Set<string>();

  constructor(pyodide: PyodideAPI) {
    this.#pyodide = pyodide;
  }

  /**
   * Puts the archive that holds a module where Python imports from. Returns false where that is
   * done already, or where no archive holds it, and a `Message` in JSON if the archive can't be fetched.
   */
  readonly fetch = (module: string): boolean | string => {
    const archive = archiveOf(module);
    if (archive === undefined || this.#present.has(archive)) {
      return false;
    }
    const bytes = fetchNow(archive);
    if (!(bytes instanceof Uint8Array)) {
      return JSON.stringify(bytes);
    }
    if (archive === standardLibraryFile) {
      putStandardLibrary(this.#pyodide, bytes);
    } else {
      unpackPackages(this.#pyodide, [bytes]);
    }
    this.#present.add(archive);
    return true;
  };
}

/** The archive that names a module, or else the package that it lies in. */
export function archiveOf(module: string): string | undefined {
  const found = Object.entries(archives).find(([, names]) => names.includes(module));
  if (found) {
    return found[0];
  }
  const end = module.lastIndexOf('.');
  return end === -1 ? undefined : archiveOf(module.slice(0, end));
}

/** Fetches a file of the runtime synchronously, as only a worker may; returns why if it can't. */
function fetchNow(name: string): Uint8Array | Message {
  const url = urlOf(name);
  const request = new XMLHttpRequest();
  request.responseType = 'arraybuffer';
  request.open('GET', url, false);
  request.timeout = fetchLimit;
  try {
    request.send();
  } catch (error) {
    return { reason: 'file-unfetched', parameters: { file: name, detail: detailOf(error) } };
  }
  if (request.status !== 200) {
    return { reason: 'runtime-file', parameters: { url, status: String(request.status) } };
  }
  return new Uint8Array(request.response as ArrayBuffer);
}
