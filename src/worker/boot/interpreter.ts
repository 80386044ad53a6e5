import { loadPyodide, version, type PyodideAPI } from 'pyodide';

import { CodedError } from '../../protocol/coded-error.js';
import type { BootFiles } from './files.js';
import { PythonStopped } from './python-stopped.js';
import { measured } from './phases.js';
import { unifyFunctions } from './table.js';

/** What is used of Emscripten's module, of which Pyodide's types don't tell. */
export interface EmscriptenModule {
  HEAPU8: Uint8Array;
  FS: {
    mkdirTree: (path: string) => void;
    writeFile: (path: string, content: Uint8Array) => void;
  };
  wasmTable: WebAssembly.Table;
  API: { loadDynlib: (path: string) => Promise<void> };
  _sbrk: (bytes: number) => number;
  _emscripten_resize_heap: (bytes: number) => number;
  _hiwire_num_refs: () => number;
  _PyMem_RawMalloc: (bytes: number) => number;
  _PyMem_RawFree: (address: number) => void;
  _PyObject_Malloc: (bytes: number) => number;
  _PyObject_Free: (address: number) => void;
}

export interface InterpreterOptions {
  /** Python's standard library as a zip; none where all that is needed comes from elsewhere. */
  standardLibrary?: Promise<Uint8Array<ArrayBuffer>>;
  /** A snapshot to begin with; read once `began` has settled. */
  snapshot?: Uint8Array;
  /** Whether a snapshot will be made. */
  makesSnapshot?: boolean;
  /** Hears of the memory that WebAssembly begins with. */
  began?: (initialMemory: Uint8Array) => Promise<void> | void;
}

export interface Interpreter {
  pyodide: PyodideAPI;
  /**
   * Adds what CPython calls functions of other numbers of arguments through: a function that only
   * some engines can have (cpython gh-128627), and that an image of the memory thus does without.
   */
  addTrampoline: () => void;
}

/** What Pyodide would fetch, and is given instead: so this is no address, and where the files lie doesn't matter. */
const runtimeUrl = 'https://runtime.invalid/';
const wasmUrl = `${runtimeUrl}pyodide.asm.wasm`;
const stdlibUrl = `${runtimeUrl}python_stdlib.zip`;

const pyodideOptions = {
  indexURL: runtimeUrl,
  packageBaseUrl: runtimeUrl,
  stdLibURL: stdlibUrl,
  // There is nothing to install by name: without a lock file of its own, one is fetched.
  lockFileContents: {
    info: {
      arch: 'wasm32' as const,
      platform: 'emscripten_4_0_9',
      abi_version: '2025_0',
      version,
      python: '3.13.2',
    },
    packages: {},
  },
};

/**
 * Starts Pyodide. Its WebAssembly is fetched and compiled, and its script fetched, before it asks:
 * it would begin with the one once it has the other.
 */
export async function startInterpreter(
  files: BootFiles,
  options: InterpreterOptions,
): Promise<Interpreter> {
  const compiled = measured('compile', compile(files));
  compiled.catch(() => undefined); // it is told of where it is asked for
  const script = measured('script', files.runScript());
  script.catch(() => undefined); // it is told of below
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  let addTrampoline: () => void = () => undefined;
  globalThis.fetch = async (...request) => {
    switch (new Request(...request).url) {
      case wasmUrl:
        return new Response();
      case stdlibUrl:
        return new Response((await options.standardLibrary) ?? null);
      default:
        return fetch(...request);
    }
  };
  // Where WebAssembly can't be compiled, Pyodide only tells the console, and then waits for ever.
  const failure = new Promise<never>((_, reject) => {
    WebAssembly.instantiateStreaming = async (_source, imports = {}) => {
      try {
        const module = await compiled;
        const { env = {} } = imports;
        addTrampoline = env['_PyEM_InitTrampoline_js'] as () => void;
        env['_PyEM_InitTrampoline_js'] = () => undefined;
        const instance = await WebAssembly.instantiate(module, imports);
        unifyFunctions(instance, imports);
        const memory = env['memory'] as WebAssembly.Memory;
        await options.began?.(new Uint8Array(memory.buffer));
        return { module, instance: files.instantiated?.(instance, imports) ?? instance };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        reject(error instanceof CodedError ? error : new PythonStopped(reason));
        throw error;
      }
    };
  });
  try {
    await script; // Pyodide would import it without a limit
    const pyodide = await Promise.race([
      loadPyodide({ ...pyodideOptions, ...snapshotOptions(options) }),
      failure,
    ]);
    return { pyodide, addTrampoline };
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
    globalThis.fetch = fetch;
  }
}

async function compile(files: BootFiles): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await files.decompress('pyodide.asm.wasm'));
}

/** Pyodide's own options for snapshots, which its types don't tell of. */
function snapshotOptions({ snapshot, makesSnapshot }: InterpreterOptions): object {
  return snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: makesSnapshot ?? false };
}

/** What Emscripten's module has on the side of Pyodide's public interface. */
export function moduleOf(pyodide: PyodideAPI): EmscriptenModule {
  return (pyodide as unknown as { _module: EmscriptenModule })._module;
}
