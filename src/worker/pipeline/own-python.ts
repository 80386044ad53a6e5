/** The entry of a pipeline's own worker: starts Python where nothing may be fetched, and runs an author's functions. */

import type { PyodideAPI } from 'pyodide';
import type { PyProxy } from 'pyodide/ffi';

import { detailOf } from '../../languages/message.js';
import type {
  OwnPythonStart,
  OwnPythonToPage,
  PageToOwnPython,
  RunMessage,
  SentArray,
  StartMessage,
} from '../../protocol/own-python.js';
import { bootPython } from '../boot/boot.js';
import {
  archiveOf,
  putStandardLibrary,
  standardLibraryFile,
  unpackPackages,
} from '../boot/modules.js';
import { closeDoors } from './doors.js';
import { HiddenExports } from './hidden-exports.js';
import { OwnFiles } from './own-files.js';
import { TimeLimit } from './time-limit.js';

/** The archive in which the functions are that this worker calls. */
const ownArchive = 'pipeline.zip';

/** The functions of `dicom_viewer.pipeline.own_python`. */
interface Own extends PyProxy {
  begin(): void;
  requirements(source: string, name: string): string;
  load(source: string, name: string): string;
  describe(name: string | undefined): string;
  put_array(name: string, dtype: string, shape: string): void;
  put_part(name: string, index: number | undefined, bytes: Uint8Array): void;
  put_values(values: string): string;
  start(...start: Start): string;
  next_result(makeBuffer: (size: number) => Uint8Array): string;
}

/** Of a run: the function, its parameters, the sizes of the image and of the volume in JSON. */
type Start = [name: string | undefined, parameters: string, image: string, volume: string];

globalThis.addEventListener(
  'message',
  ({ data }: MessageEvent<OwnPythonStart>) => {
    new OwnWorker(data.port);
  },
  { once: true },
);

class OwnWorker {
  readonly #port: MessagePort;
  readonly #files: OwnFiles;
  readonly #python: Promise<{ pyodide: PyodideAPI; own: Own }>;
  readonly #hidden = new HiddenExports();
  readonly #limit = new TimeLimit();
  #begin!: (start: StartMessage) => void;
  /** The archives that Python has, and the one that it missed last. */
  readonly #present = new Set<string>();
  #missed: string | undefined;
  /** One call after the other. */
  #last: Promise<void> = Promise.resolve();
  #stopped = new Set<number>();

  constructor(port: MessagePort) {
    this.#port = port;
    this.#files = new OwnFiles((name) => {
      this.#post({ type: 'want', name });
    });
    port.onmessage = ({ data }: MessageEvent<PageToOwnPython>) => {
      this.#handle(data);
    };
    this.#python = new Promise<StartMessage>((resolve) => {
      this.#begin = resolve;
    }).then(({ hasPackages }) => this.#start(hasPackages));
    this.#python.then(
      () => {
        this.#post({ type: 'ready' });
      },
      (error: unknown) => {
        this.#fail(error);
      },
    );
  }

  async #start(hasPackages: boolean) {
    if (hasPackages) {
      this.#files.hidden = this.#hidden;
    }
    const pyodide = await bootPython(this.#files, () => this.#miss);
    await this.#unpack(pyodide, ownArchive);
    closeDoors();
    const own = pyodide.pyimport('dicom_viewer.pipeline.own_python') as Own;
    own.begin();
    this.#limit.watch(pyodide);
    return { pyodide, own };
  }

  #handle(message: PageToOwnPython): void {
    if (message.type === 'start') {
      this.#begin(message);
    } else if (message.type === 'file') {
      this.#files.take(message.name, message.bytes);
    } else if (message.type === 'stop') {
      this.#stopped.add(message.id);
    } else {
      this.#last = this.#last
        .then(() => this.#answer(message))
        .catch((error: unknown) => {
          this.#fail(error);
        });
    }
  }

  async #answer(
    message: Exclude<PageToOwnPython, { type: 'start' | 'file' | 'stop' }>,
  ): Promise<void> {
    const { id } = message;
    const { pyodide } = await this.#python;
    this.#limit.begin(message.seconds);
    if (message.type === 'run') {
      await this.#run(message);
      this.#limit.clear();
      return;
    }
    let json: string;
    if (message.type === 'requirements') {
      json = await this.#call((own) => own.requirements(message.source, message.name));
    } else if (message.type === 'load') {
      this.#hidden.show();
      for (const wheel of message.wheels) {
        this.#unpackBytes(pyodide, new Uint8Array(wheel));
      }
      json = await this.#call((own) => own.load(message.source, message.name));
    } else {
      json = await this.#call((own) => own.describe(message.function ?? undefined));
    }
    this.#limit.clear();
    this.#post({ type: 'reply', id, json, arrays: [], isLast: true });
  }

  async #run(message: RunMessage): Promise<void> {
    const { id, values } = message;
    if (values) {
      await this.#put(values, message.arrays);
    }
    const sizes = [JSON.stringify(message.image), JSON.stringify(message.volume)] as const;
    const start: Start = [message.function ?? undefined, message.parameters, ...sizes];
    for (let isFirst = true; ; isFirst = false) {
      const arrays: ArrayBuffer[] = [];
      const make = (size: number) => {
        const bytes = new Uint8Array(size);
        arrays.push(bytes.buffer);
        return bytes;
      };
      let json = isFirst ? await this.#call((own) => own.start(...start)) : '';
      if (!json || !isError(json)) {
        json = await this.#callAgain(isFirst ? start : undefined, arrays, make);
      }
      const isLast = isError(json) || isDone(json) || this.#stopped.delete(id);
      this.#post({ type: 'reply', id, json, arrays, isLast }, arrays);
      if (isLast) {
        return;
      }
      this.#limit.begin(message.seconds);
      await othersTurn();
      if (this.#stopped.delete(id)) {
        this.#post({
          type: 'reply',
          id,
          json: '{"log":[],"isDone":true,"result":null}',
          arrays: [],
          isLast: true,
        });
        return;
      }
    }
  }

  /** Gives Python the inputs. */
  async #put(values: NonNullable<RunMessage['values']>, arrays: SentArray[]): Promise<void> {
    await this.#call((own) => own.put_values(JSON.stringify(values)));
    const { own } = await this.#python;
    for (const { name, dtype, shape, parts } of arrays) {
      own.put_array(name, dtype, JSON.stringify(shape));
      for (const [index, part] of parts.entries()) {
        own.put_part(name, parts.length > 1 ? index : undefined, new Uint8Array(part));
      }
    }
  }

  /** Runs until the next result; from the start again where the run missed an archive. */
  async #callAgain(
    start: Start | undefined,
    arrays: ArrayBuffer[],
    make: (size: number) => Uint8Array,
  ): Promise<string> {
    const { own } = await this.#python;
    for (;;) {
      this.#missed = undefined;
      arrays.length = 0;
      const json = own.next_result(make);
      if (!(await this.#hasFetchedMissed()) || !start) {
        return json;
      }
      own.start(...start);
    }
  }

  /** Calls a function, again where it missed an archive. */
  async #call(call: (own: Own) => string): Promise<string> {
    const { own } = await this.#python;
    for (;;) {
      this.#missed = undefined;
      const json = call(own);
      if (!(await this.#hasFetchedMissed())) {
        return json;
      }
    }
  }

  async #hasFetchedMissed(): Promise<boolean> {
    const { pyodide } = await this.#python;
    const archive = this.#missed;
    if (archive === undefined) {
      return false;
    }
    await this.#unpack(pyodide, archive);
    return true;
  }

  async #unpack(pyodide: PyodideAPI, archive: string): Promise<void> {
    const bytes = await this.#files.fetch(archive);
    if (archive === standardLibraryFile) {
      putStandardLibrary(pyodide, bytes);
    } else {
      this.#unpackBytes(pyodide, bytes);
    }
    this.#present.add(archive);
  }

  #unpackBytes(pyodide: PyodideAPI, bytes: Uint8Array): void {
    unpackPackages(pyodide, [bytes]);
    const importlib = pyodide.pyimport('importlib') as PyProxy & { invalidate_caches(): void };
    importlib.invalidate_caches();
    importlib.destroy();
  }

  /** Called by Python, which misses a module: it goes on without, and is called again once the archive is there. */
  readonly #miss = (module: string): boolean => {
    const archive = archiveOf(module);
    if (archive !== undefined && !this.#present.has(archive)) {
      this.#missed ??= archive;
    }
    return false;
  };

  #fail(error: unknown): void {
    this.#post({ type: 'fatal', detail: detailOf(error) });
    globalThis.close();
  }

  #post(message: OwnPythonToPage, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }
}

function isError(json: string): boolean {
  return 'error' in (JSON.parse(json) as object);
}

function isDone(json: string): boolean {
  return (JSON.parse(json) as { isDone?: boolean }).isDone === true;
}

/** Resolves once the messages that have arrived are handled. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
