import type { PyodideAPI } from 'pyodide';
import type { PyBuffer, PyCallable, PyProxy } from 'pyodide/ffi';

import { argumentsOf } from '../languages/message.js';
import { CodedError } from '../protocol/coded-error.js';
import type { PlacedFiles } from '../protocol/pipeline.js';
import { bootPython } from './boot/boot.js';
import { moduleOf } from './boot/interpreter.js';
import type { RuntimeFiles } from './boot/files.js';
import type { Answer, BridgeFunction, BridgeFunctions, BridgeReply } from './bridge-functions.js';
import { FramePending, Unfinished } from './call-again.js';
import type { FrameDecoder } from './frame-decoder.js';
import type { OpenFiles } from './open-files.js';
import { PythonStopped } from './boot/python-stopped.js';

/** The functions of the bridge by which Python gets functions of JavaScript's. */
type Registration = 'register_codecs' | 'register_file_reader';

/** The one Python interpreter, with `dicom_viewer.bridge` imported. No proxy leaves this file. */
export class Python {
  readonly #pyodide: PyodideAPI;
  readonly #bridge: PyProxy;
  readonly #functions = new Map<BridgeFunction | Registration, PyCallable>();
  readonly #decoder: FrameDecoder;
  /** Where the runtime's files are: another Python is started from them. */
  readonly runtimeFiles: PlacedFiles;

  private constructor(
    pyodide: PyodideAPI,
    runtime: RuntimeFiles,
    decoder: FrameDecoder,
    files: OpenFiles,
  ) {
    this.runtimeFiles = runtime.placed;
    this.#pyodide = pyodide;
    this.#decoder = decoder;
    this.#bridge = pyodide.pyimport('dicom_viewer.bridge') as PyProxy;
    this.#function('register_codecs')(this.#decode);
    this.#function('register_file_reader')(files.read);
  }

  /** Starts Python, whose frames a decoder decodes, and which reads from open files. */
  static async start(
    runtime: RuntimeFiles,
    decoder: FrameDecoder,
    files: OpenFiles,
  ): Promise<Python> {
    return new Python(await bootPython(runtime), runtime, decoder, files);
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
   * Calls a function of the bridge. Throws a `CodedError` if Python reports one, `FramePending` if
   * Python needs a frame that is being decoded, `Unfinished` if the turn of the call is over, and
   * `PythonStopped` if Python itself fails.
   */
  call<Name extends BridgeFunction>(
    name: Name,
    ...args: Parameters<BridgeFunctions[Name]>
  ): Answer<ReturnType<BridgeFunctions[Name]>> {
    let reply: BridgeReply<ReturnType<BridgeFunctions[Name]>>;
    try {
      reply = JSON.parse(this.#function(name)(...args) as string) as typeof reply;
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
    if ('unfinished' in reply) {
      throw new Unfinished(reply.warnings);
    }
    return reply;
  }

  /** Called by Python to have a frame decoded; undefined if the call that needs it is to be made again. */
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

  #function(name: BridgeFunction | Registration): PyCallable {
    let callable = this.#functions.get(name);
    if (!callable) {
      callable = (this.#bridge as unknown as Record<typeof name, PyCallable>)[name];
      this.#functions.set(name, callable);
    }
    return callable;
  }
}
