import { loadPyodide, version, type PyodideAPI } from 'pyodide';
import type { PyBuffer, PyCallable, PyProxy } from 'pyodide/ffi';

import { DicomError } from '../errors.js';
import type { Failure, Warning } from '../protocol.js';
import { codecNames, startCodec, type CodecName } from './codecs/registry.js';
import { countDownloads, type ByteCounter } from './download.js';

const runtimeUrl = new URL('./runtime/', import.meta.url);
const sitePackages = '/lib/python3.13/site-packages';

const pyodideOptions = {
  indexURL: runtimeUrl.href,
  packageBaseUrl: runtimeUrl.href,
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

/** The functions of `dicom_viewer.bridge`. */
type BridgeFunction =
  | 'open_study'
  | 'render'
  | 'render_layer'
  | 'pixel_at'
  | 'decode_ahead'
  | 'close_study'
  | 'study_count'
  | 'offer_codecs'
  | 'install_codec';

/** What a function of the bridge replies, as JSON text. */
type BridgeReply =
  { value: unknown; warnings: Warning[] } | { error: Failure; warnings: Warning[] };

/** What is used of Emscripten's module, of which Pyodide's types don't tell. */
interface EmscriptenModule {
  HEAPU8: Uint8Array;
  _hiwire_num_refs: () => number;
}

/** The interpreter can't go on: what it was asked, and all that it holds, is lost. */
export class PythonStopped extends Error {}

/** The one Python interpreter, with `dicom_viewer.bridge` imported. No proxy leaves this file. */
export class Python {
  readonly #pyodide: PyodideAPI;
  readonly #bridge: PyProxy;
  readonly #functions = new Map<BridgeFunction, PyCallable>();

  private constructor(pyodide: PyodideAPI) {
    this.#pyodide = pyodide;
    this.#bridge = pyodide.pyimport('dicom_viewer.bridge') as PyProxy;
    this.call('offer_codecs', JSON.stringify(codecNames));
  }

  /** Starts Pyodide while the packages are fetched, then imports what rendering needs. */
  static async start(count: ByteCounter): Promise<Python> {
    const stopCounting = countDownloads(count);
    try {
      const [pyodide, packages] = await Promise.all([startPyodide(), fetchPackages()]);
      pyodide.unpackArchive(packages, 'zip', { extractDir: sitePackages });
      return new Python(pyodide);
    } finally {
      stopCounting();
    }
  }

  /** The size of Python's heap in bytes. */
  get heapBytes(): number {
    return this.#module.HEAPU8.length;
  }

  /** How many JavaScript objects Python refers to. */
  get references(): number {
    return this.#module._hiwire_num_refs();
  }

  /**
   * Calls a function of the bridge with numbers, text and typed arrays.
   * Throws a `DicomError` if Python reports one, and `PythonStopped` if Python itself fails.
   */
  call(name: BridgeFunction, ...args: (number | string | Uint8Array)[]): Answer {
    let reply: BridgeReply;
    try {
      reply = JSON.parse(this.#function(name)(...args) as string) as BridgeReply;
    } catch (error) {
      // The bridge catches all that Python raises: this is a trap of the interpreter.
      throw new PythonStopped(error instanceof Error ? error.message : String(error));
    }
    if ('error' in reply) {
      const { code, message, metadata } = reply.error;
      throw new DicomError(code, message, { metadata });
    }
    return reply;
  }

  /** Fetches a codec and gives it to Python, which must not be entered before. */
  async installCodec(name: CodecName): Promise<void> {
    const decode = await startCodec(name);
    const decodeForPython = (encoded: PyBuffer) => {
      const bytes = encoded.getBuffer('u8');
      try {
        return { ...decode(bytes.data as Uint8Array), error: null };
      } catch (error) {
        // An error that is thrown through Python would lose its message.
        return { error: error instanceof Error ? error.message : 'the codestream is damaged' };
      } finally {
        bytes.release();
      }
    };
    this.#function('install_codec')(name, decodeForPython);
  }

  #function(name: BridgeFunction): PyCallable {
    let callable = this.#functions.get(name);
    if (!callable) {
      callable = (this.#bridge as unknown as Record<BridgeFunction, PyCallable>)[name];
      this.#functions.set(name, callable);
    }
    return callable;
  }

  get #module(): EmscriptenModule {
    return (this.#pyodide as unknown as { _module: EmscriptenModule })._module;
  }
}

/**
 * Starts Pyodide, which only tells the console, and then waits for ever, where WebAssembly can't be
 * compiled: because of a policy, or because its file isn't there.
 */
async function startPyodide(): Promise<PyodideAPI> {
  const { instantiateStreaming } = WebAssembly;
  const failure = new Promise<never>((_, reject) => {
    WebAssembly.instantiateStreaming = async (source, imports) => {
      try {
        const response = await source;
        if (response.headers.get('content-type')?.startsWith('application/wasm')) {
          return await instantiateStreaming(response, imports);
        }
        // A host that doesn't know the type: compiled all the same, once it is all there.
        return await WebAssembly.instantiate(await response.arrayBuffer(), imports);
      } catch (error) {
        reject(new PythonStopped(error instanceof Error ? error.message : String(error)));
        throw error;
      }
    };
  });
  try {
    return await Promise.race([loadPyodide(pyodideOptions), failure]);
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/** Fetches NumPy, pydicom and our own package. */
async function fetchPackages(): Promise<ArrayBuffer> {
  const url = new URL('python.zip', runtimeUrl);
  const response = await fetch(url);
  if (!response.ok) {
    throw new DicomError('runtime', `${url.href} answered ${String(response.status)}.`);
  }
  return response.arrayBuffer();
}

/** A value from Python and what it warned of. */
export interface Answer {
  value: unknown;
  warnings: Warning[];
}
