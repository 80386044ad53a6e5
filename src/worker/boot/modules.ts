import type { PyodideAPI } from 'pyodide';

import { CodedError } from '../../protocol/coded-error.js';
import { runtimeUrl, type RuntimeFiles } from './files.js';
import { moduleOf } from './interpreter.js';

export const sitePackages = '/lib/python3.13/site-packages';

const standardLibraryPath = '/lib/python313.zip';
const standardLibraryFile = 'python_stdlib.zip';
const packagesFile = 'python.zip';

/** Fetches Python's standard library, a zip. */
export function fetchStandardLibrary(files: RuntimeFiles): Promise<Uint8Array<ArrayBuffer>> {
  return files.fetch(standardLibraryFile);
}

/** Fetches NumPy, pydicom and our own package, a zip. */
export function fetchPackages(files: RuntimeFiles): Promise<Uint8Array<ArrayBuffer>> {
  return files.fetch(packagesFile);
}

/** Puts the packages where Python imports them from. */
export function unpackPackages(pyodide: PyodideAPI, packages: Uint8Array): void {
  pyodide.unpackArchive(packages, 'zip', { extractDir: sitePackages });
}

/** Puts the standard library where Python imports it from. */
export function putStandardLibrary(pyodide: PyodideAPI, library: Uint8Array): void {
  moduleOf(pyodide).FS.writeFile(standardLibraryPath, library);
}

/** Fetches and unpacks all modules while Python waits for the first that it doesn't have yet. */
export function fetchModulesNow(pyodide: PyodideAPI): void {
  putStandardLibrary(pyodide, fetchNow(standardLibraryFile));
  unpackPackages(pyodide, fetchNow(packagesFile));
}

/** Fetches a file of the runtime synchronously, as only a worker may. */
function fetchNow(name: string): Uint8Array {
  const url = new URL(name, runtimeUrl).href;
  const request = new XMLHttpRequest();
  request.responseType = 'arraybuffer';
  request.open('GET', url, false);
  request.send();
  if (request.status !== 200) {
    throw new CodedError('network', 'runtime-file', { url, status: String(request.status) });
  }
  return new Uint8Array(request.response as ArrayBuffer);
}
