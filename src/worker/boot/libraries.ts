import type { PyodideAPI } from 'pyodide';

import type { BootFiles } from './files.js';
import { moduleOf } from './interpreter.js';
import { sitePackages } from './modules.js';
import { unifyFunctions } from './table.js';

/** A shared library of Python's. */
export interface Library {
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
  compiled: WebAssembly.Module;
}

/** NumPy's libraries that its import links, in the order in which the image expects them. */
const paths = [`${sitePackages}/numpy/_core/_multiarray_umath.cpython-313-wasm32-emscripten.so`];

/** Fetches all libraries, and compiles them: linking would, while Python waits. */
export function fetchLibraries(files: BootFiles): Promise<Library[]> {
  return Promise.all(
    paths.map(async (path) => {
      const bytes = await files.decompress(path.slice(path.lastIndexOf('/') + 1));
      return { path, bytes, compiled: await WebAssembly.compile(bytes) };
    }),
  );
}

/** Puts the libraries where Python expects them, and links them. */
export async function linkLibraries(pyodide: PyodideAPI, libraries: Library[]): Promise<void> {
  const { FS, API } = moduleOf(pyodide);
  const { instantiate } = WebAssembly;
  try {
    for (const { path, bytes, compiled } of libraries) {
      WebAssembly.instantiate = (async (_: BufferSource, imports?: WebAssembly.Imports) => {
        const instance = await instantiate(compiled, imports);
        unifyFunctions(instance, imports);
        return { module: compiled, instance };
      }) as typeof instantiate;
      FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
      FS.writeFile(path, bytes);
      await API.loadDynlib(path);
    }
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}
