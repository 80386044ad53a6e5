import type { PyodideAPI } from 'pyodide';
import type { PyBuffer, PyCallable, PyProxy } from 'pyodide/ffi';

import { DicomError } from '../errors.js';
import type { Failure, Warning } from '../protocol.js';
import { bootPython } from './boot/boot.js';
import { moduleOf, PythonStopped } from './boot/interpreter.js';
import { startCodec } from './codecs/codec.js';
import { countDownloads, type ByteCounter } from './download.js';

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
type BridgeReply = { warnings: Warning[] } & (
  { value: unknown } | { error: Failure } | { codec: string }
);

/** What Python was asked to decode needs a codec first; then it can be asked again. */
export class CodecNeeded extends Error {
  constructor(readonly codec: string) {
    super(`The decoder ${codec} is needed.`);
  }
}

/** The one Python interpreter, with `dicom_viewer.bridge` imported. No proxy leaves this file. */
export class Python {
  readonly #pyodide: PyodideAPI;
  readonly #bridge: PyProxy;
  readonly #functions = new Map<BridgeFunction, PyCallable>();
  readonly #installing = new Map<string, Promise<void>>();

  private constructor(pyodide: PyodideAPI) {
    this.#pyodide = pyodide;
    this.#bridge = pyodide.pyimport('dicom_viewer.bridge') as PyProxy;
    this.call('offer_codecs');
  }

  /** Starts Python; counts the bytes that are fetched for it. */
  static async start(count: ByteCounter): Promise<Python> {
    const stopCounting = countDownloads(count);
    try {
      return new Python(await bootPython());
    } finally {
      stopCounting();
    }
  }

  /** The size of Python's heap in bytes. */
  get heapBytes(): number {
    return moduleOf(this.#pyodide).HEAPU8.length;
  }

  /** How many JavaScript objects Python refers to. */
  get references(): number {
    return moduleOf(this.#pyodide)._hiwire_num_refs();
  }

  /**
   * Calls a function of the bridge with numbers, text and typed arrays.
   * Throws a `DicomError` if Python reports one, `CodecNeeded` if it says so, and `PythonStopped`
   * if Python itself fails.
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
    if ('codec' in reply) {
      throw new CodecNeeded(reply.codec);
    }
    return reply;
  }

  /** Has a codec fetched and given to Python, once for all that wait for it. */
  async installCodec(name: string): Promise<void> {
    let installing = this.#installing.get(name);
    if (!installing) {
      installing = this.#install(name).finally(() => this.#installing.delete(name));
      this.#installing.set(name, installing);
    }
    return installing;
  }

  async #install(name: string): Promise<void> {
    const decode = await startCodec(name);
    const decodeForPython = (
      encoded: PyBuffer,
      rows: number,
      columns: number,
      components: number,
      bitsAllocated: number,
    ) => {
      const bytes = encoded.getBuffer('u8');
      try {
        const description = { rows, columns, components, bitsAllocated };
        return { ...decode(bytes.data as Uint8Array, description), error: null };
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
}

/** A value from Python and what it warned of. */
export interface Answer {
  value: unknown;
  warnings: Warning[];
}
