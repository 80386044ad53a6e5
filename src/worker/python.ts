import type { PyodideAPI } from 'pyodide';
import type { PyBuffer, PyCallable, PyProxy } from 'pyodide/ffi';

import { argumentsOf } from '../languages/message.js';
import { CodedError } from '../protocol/coded-error.js';
import type { Failure, Warning } from '../protocol/messages.js';
import { bootPython } from './boot/boot.js';
import { moduleOf } from './boot/interpreter.js';
import type { RuntimeFiles } from './boot/files.js';
import { FramePending, type FrameDecoder } from './frame-decoder.js';
import type { LentFiles } from './open-files.js';
import { PythonStopped } from './boot/python-stopped.js';

/** The functions of `dicom_viewer.bridge`. */
type BridgeFunction =
  | 'add_file'
  | 'outline'
  | 'prepare'
  | 'render'
  | 'render_layer'
  | 'describe'
  | 'pixel_at'
  | 'frames_ahead'
  | 'decode_ahead'
  | 'read_ahead'
  | 'close_study'
  | 'drop_caches'
  | 'study_count'
  | 'lend_codecs'
  | 'lend_files';

/** Makes room for a number of bytes; null if there is none. */
export type MakeRoom = (size: number) => Uint8Array | null;

/** What a function of the bridge replies, as JSON text. */
type BridgeReply = { warnings: Warning[] } & (
  { value: unknown } | { error: Failure } | { pending: true }
);

/** The one Python interpreter, with `dicom_viewer.bridge` imported. No proxy leaves this file. */
export class Python {
  readonly #pyodide: PyodideAPI;
  readonly #bridge: PyProxy;
  readonly #functions = new Map<BridgeFunction, PyCallable>();
  readonly #decoder: FrameDecoder;

  private constructor(pyodide: PyodideAPI, decoder: FrameDecoder, files: LentFiles) {
    this.#pyodide = pyodide;
    this.#decoder = decoder;
    this.#bridge = pyodide.pyimport('dicom_viewer.bridge') as PyProxy;
    this.#function('lend_codecs')(this.#decode);
    this.#function('lend_files')(files.read);
  }

  /** Starts Python, which has its frames decoded by a decoder, and reads from lent files. */
  static async start(
    runtime: RuntimeFiles,
    decoder: FrameDecoder,
    files: LentFiles,
  ): Promise<Python> {
    return new Python(await bootPython(runtime), decoder, files);
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
   * Calls a function of the bridge with numbers, text, typed arrays, and functions that make room.
   * Throws a `CodedError` if Python reports one, `FramePending` if it waits for a frame, and `PythonStopped`
   * if Python itself fails.
   */
  call(name: BridgeFunction, ...args: (number | string | Uint8Array | MakeRoom)[]): Answer {
    let reply: BridgeReply;
    try {
      reply = JSON.parse(this.#function(name)(...args) as string) as BridgeReply;
    } catch (error) {
      // The bridge catches all that Python raises: this is a trap of the interpreter.
      throw new PythonStopped(error instanceof Error ? error.message : String(error));
    }
    if ('error' in reply) {
      const { code, metadata } = reply.error;
      throw new CodedError(code, ...argumentsOf(reply.error, { metadata }));
    }
    if ('pending' in reply) {
      throw new FramePending(reply.warnings);
    }
    return reply;
  }

  /** What Python calls to have a frame decoded; undefined if it is to be asked again. */
  readonly #decode = (
    codec: string,
    encoded: PyBuffer,
    rows: number,
    columns: number,
    components: number,
    bitsAllocated: number,
  ) => {
    const bytes = encoded.getBuffer('u8');
    try {
      const data = bytes.data as Uint8Array<ArrayBuffer>;
      const description = { rows, columns, components, bitsAllocated };
      const outcome = this.#decoder.decode(codec, data, description);
      // An error that is thrown through Python would lose its message.
      return (
        outcome &&
        ('frame' in outcome
          ? { ...outcome.frame, error: null }
          : { error: JSON.stringify(outcome.error) })
      );
    } finally {
      bytes.release();
    }
  };

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
