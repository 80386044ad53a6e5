import { fetchWhole } from '../network/import.js';
import type {
  OwnPythonToPage,
  PageToOwnPython,
  RunMessage,
  SentArray,
} from '../protocol/own-python.js';
import type { PlacedFiles } from '../protocol/pipeline.js';
import { pause } from './signal.js';
import { NoWall, startBehindWall, startWithoutWall, type WalledWorker } from './wall.js';

/** A reply of Python: its text in JSON, and the arrays that it describes. */
export interface OwnReply {
  json: string;
  arrays: ArrayBuffer[];
  isLast: boolean;
}

type Listener = (reply: OwnReply) => void;

/** What a run is given. */
export type RunRequest = Omit<RunMessage, 'type' | 'id'>;

/** The files that a start needs, which are sent unasked: they are on their way before Python asks. */
const startFiles = [
  'zstandard.wasm',
  'base.patch.bin',
  'pyodide.asm.wasm.bin',
  '_multiarray_umath.cpython-313-wasm32-emscripten.so.bin',
  'image.patch.bin',
  'pipeline.zip',
];

/** How long, in ms, a start may take once its files are there: browsers may not run a worker that they were asked for. */
const startLimit = 60_000;

/** The scripts of which the worker's is made, in their order. */
const scripts = ['pyodide.asm.js', 'pipeline-worker.js'];

/** What a start depends on. */
export interface OwnPythonOptions {
  /** The runtime's files, as the viewers' worker knows them. */
  files: Promise<PlacedFiles>;
  /** Whether it may run without a wall where none can be built. */
  isExposed: boolean;
  /** Whether it will have packages, whose libraries are linked to it. */
  hasPackages: boolean;
  /** Whether a package may come from a URL that the file names. */
  isAllowed: (url: string) => boolean;
}

/** A Python that is a pipeline's own. What comes from it is data of whoever wrote the pipeline. */
export class OwnPython {
  /** Resolves once Python is ready; rejects with `NoWall`, or with why it can't start. */
  readonly ready: Promise<void>;
  /** Which inputs it has: those of a run that is given the same need not be sent. */
  inputsKey = '';

  readonly #options: OwnPythonOptions;
  readonly #sent = new Set<string>();
  readonly #calls = new Map<number, { listener: Listener; reject: (error: Error) => void }>();
  #isReady = false;
  #lastId = 0;
  #worker: WalledWorker | undefined;
  #end: Error | undefined;
  #resolve!: () => void;
  #reject!: (error: Error) => void;

  constructor(options: OwnPythonOptions) {
    this.#options = options;
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ready.catch(() => undefined);
    this.#start().catch((error: unknown) => {
      this.end(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** Whether it can still answer. */
  get isAlive(): boolean {
    return this.#end === undefined;
  }

  /** Asks for the packages that an author's file needs; returns Python's reply, which has to come within some seconds. */
  requirements(source: string, name: string, seconds: number): Promise<string> {
    return this.#call({ type: 'requirements', id: ++this.#lastId, seconds, source, name });
  }

  /** Loads an author's file, after unpacking wheels; returns Python's reply. */
  load(source: string, name: string, seconds: number, wheels: ArrayBuffer[] = []): Promise<string> {
    return this.#call({ type: 'load', id: ++this.#lastId, seconds, source, name, wheels }, wheels);
  }

  /** Describes a function; null for the first. */
  describe(name: string | null, seconds: number): Promise<string> {
    return this.#call({ type: 'describe', id: ++this.#lastId, seconds, function: name });
  }

  /** Runs a function, and hands on each reply; the last is returned, too. Arrays are transferred. */
  run(request: RunRequest, listener: Listener): Promise<string> {
    const transfer = request.arrays.flatMap(({ parts }: SentArray) => parts);
    return this.#call({ type: 'run', id: ++this.#lastId, ...request }, transfer, listener);
  }

  /** Stops the generator that runs last. */
  stop(): void {
    this.#post({ type: 'stop', id: this.#lastId });
  }

  /** Ends it; what it was asked fails with an error. */
  end(error: Error): void {
    if (this.#end) {
      return;
    }
    this.#end = error;
    this.#worker?.port.close();
    this.#worker?.end();
    this.#reject(error);
    for (const { reject } of this.#calls.values()) {
      reject(error);
    }
    this.#calls.clear();
  }

  async #start(): Promise<void> {
    const placed = await this.#options.files;
    const fetched = scripts.map((name) => fetchPlaced(name, placed));
    const { hasPackages } = this.#options;
    const files = [...startFiles, ...(hasPackages ? ['pyodide.exports.bin'] : [])].map((name) =>
      this.#send(name, placed),
    );
    files.forEach((file) => {
      file.catch(() => undefined);
    });
    void this.#limitStart([...fetched, ...files]);
    const parts = await Promise.all(fetched);
    const [first, second] = parts;
    if (!first || !second || this.#end) {
      return;
    }
    const script = new Blob([first, '\n;', second], { type: 'text/javascript' });
    const worker = await this.#build(script, placed['pipeline-frame.js']?.url ?? '');
    if (!this.isAlive) {
      worker.end();
      return;
    }
    this.#worker = worker;
    this.#post({ type: 'start', hasPackages });
    worker.port.onmessage = ({ data }: MessageEvent<OwnPythonToPage>) => {
      this.#handle(data, placed);
    };
    this.#flush();
  }

  /** Ends it unless it is ready some time after its files have come. */
  async #limitStart(files: Promise<unknown>[]): Promise<void> {
    await Promise.allSettled(files);
    await Promise.race([this.ready.catch(() => undefined), pause(startLimit)]);
    if (!this.#isReady) {
      this.end(new Error("it doesn't start"));
    }
  }

  async #build(script: Blob, frameUrl: string): Promise<WalledWorker> {
    try {
      return await startBehindWall(script, frameUrl);
    } catch (error) {
      if (!(error instanceof NoWall) || !this.#options.isExposed) {
        throw error;
      }
      return startWithoutWall(script);
    }
  }

  /** Files and calls that wait for the worker. */
  readonly #waiting: [message: PageToOwnPython, transfer: Transferable[]][] = [];

  #flush(): void {
    for (const [message, transfer] of this.#waiting.splice(0)) {
      this.#post(message, transfer);
    }
  }

  async #send(name: string, placed: PlacedFiles): Promise<void> {
    if (this.#sent.has(name)) {
      return; // it is on its way
    }
    this.#sent.add(name);
    let bytes: ArrayBuffer | null = null;
    try {
      bytes = (await fetchPlaced(name, placed)).buffer;
    } finally {
      this.#post({ type: 'file', name, bytes }, bytes ? [bytes] : []);
    }
  }

  #post(message: PageToOwnPython, transfer: Transferable[] = []): void {
    if (this.#worker) {
      this.#worker.port.postMessage(message, transfer);
    } else {
      this.#waiting.push([message, transfer]);
    }
  }

  async #call(
    message: Exclude<PageToOwnPython, { type: 'start' | 'file' | 'stop' }>,
    transfer: Transferable[] = [],
    listener: Listener = () => undefined,
  ): Promise<string> {
    if (this.#end) {
      throw this.#end;
    }
    return new Promise((resolve, reject) => {
      this.#calls.set(message.id, {
        listener: (reply) => {
          try {
            listener(reply);
          } catch (error) {
            this.end(error instanceof Error ? error : new Error('the reply is none'));
          }
          if (reply.isLast) {
            this.#calls.delete(message.id);
            resolve(reply.json);
          }
        },
        reject,
      });
      this.#post(message, transfer);
    });
  }

  #handle(message: OwnPythonToPage, placed: PlacedFiles): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#resolve();
        break;
      case 'want':
        if (Object.hasOwn(placed, message.name)) {
          this.#send(message.name, placed).catch(() => undefined);
        }
        break;
      case 'reply':
        this.#calls.get(message.id)?.listener(message);
        break;
      case 'fatal':
        this.end(new Error(message.detail));
        break;
    }
  }
}

/** Fetches a file of the runtime; throws an error that names it if it isn't there, or isn't what it should be. */
async function fetchPlaced(name: string, placed: PlacedFiles): Promise<Uint8Array<ArrayBuffer>> {
  const file = placed[name];
  if (!file) {
    throw new Error(`${name} isn't there.`);
  }
  return fetchWhole(file.url, file);
}
