import type { PyodideAPI } from 'pyodide';

import type { RuntimeFiles } from './files.js';
import { moduleOf } from './interpreter.js';
import { sitePackages } from './modules.js';
import { unifyFunctions } from './table.js';

/** NumPy's libraries that its import links, in the order in which the image expects them. */
const paths = ['numpy/_core/_multiarray_umath', 'numpy/linalg/_umath_linalg'].map(
  (path) => `${sitePackages}/${path}.cpython-313-wasm32-emscripten.so`,
);

/** Fetches all libraries. */
export function fetchLibraries(files: RuntimeFiles): Promise<Uint8Array<ArrayBuffer>[]> {
  return Promise.all(paths.map((path) => files.inflate(path.slice(path.lastIndexOf('/') + 1))));
}

/** Puts the libraries where Python expects them, and links them. */
export async function linkLibraries(pyodide: PyodideAPI, libraries: Uint8Array[]): Promise<void> {
  const { FS, API } = moduleOf(pyodide);
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (async (bytes: BufferSource, imports?: WebAssembly.Imports) => {
    const source = await instantiate(bytes, imports);
    unifyFunctions(source.instance, imports);
    return source;
  }) as typeof instantiate;
  try {
    for (const [index, path] of paths.entries()) {
      FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
      FS.writeFile(path, libraries[index] ?? new Uint8Array());
      await API.loadDynlib(path);
    }
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}
