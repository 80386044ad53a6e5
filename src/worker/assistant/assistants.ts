import { CodedError } from '../../protocol/coded-error.js';
import { StallTimer } from '../../network/stall-timer.js';
import { scriptOf, spawnWorker } from '../../protocol/spawn.js';
import type { ByteCounter } from './download.js';
import type { DecodingOutcome, EncodedFrame } from '../codecs/codec.js';
import type { AssistantReply, AssistantRequest, CompressedFile } from './messages.js';

/** How many assistants there are at most: one core is Python's. */
const most = Math.min(Math.max(navigator.hardwareConcurrency - 1, 1), 4);

/** How long the decoding of a frame may take, in ms, before its codec counts as hung. */
const decodingLimit = 30_000;

/** How long an assistant's script may take to run, in ms: what it would do can be done without it. */
const startLimit = 5000;

/** For how long no further assistant is started, in ms, after one could not be. */
const pauseAfterFailure = 60_000;

/** There can't be an assistant. */
export class AssistantMissing extends Error {}

interface Task<T> {
  resolve: (result: T) => void;
  reject: (error: Error) => void;
}

interface Decoding extends Task<DecodingOutcome> {
  /** Waits for the outcome, from when the codec is there. */
  timer: StallTimer;
}

interface Decompression extends Task<Uint8Array<ArrayBuffer>> {
  counter: ByteCounter;
}

/** The workers that decompress files and decode frames; each decodes one frame at a time. */
export class Assistants {
  #all: Assistant[] = [];
  readonly #waiting: (() => void)[] = [];
  /** Until when no further one is started. */
  #pausedUntil = 0;

  /** Whether a frame would be decoded at once. */
  get isFree(): boolean {
    return this.#idle !== undefined || (!this.#isPaused && this.#alive.length < most);
  }

  /**
   * Fetches and decompresses a file; rejects with `AssistantMissing` if there can't be an assistant, with a
   * `CodedError` if the download stalls, and with what is wrong with the file.
   */
  async decompress(file: CompressedFile, counter: ByteCounter): Promise<Uint8Array<ArrayBuffer>> {
    return this.#withFree((assistant) => assistant.decompress(file, counter));
  }

  /** Decodes a frame, whose bytes are moved; rejects if there can't be an assistant. */
  async decode(frame: EncodedFrame): Promise<DecodingOutcome> {
    try {
      return await this.#withFree((assistant) => assistant.decode(frame));
    } finally {
      this.#waiting.shift()?.();
    }
  }

  get #alive(): Assistant[] {
    this.#all = this.#all.filter(({ isAlive }) => isAlive);
    return this.#all;
  }

  get #idle(): Assistant | undefined {
    return this.#alive.find(({ isIdle }) => isIdle);
  }

  get #isPaused(): boolean {
    return performance.now() < this.#pausedUntil;
  }

  /** Has an assistant do something as soon as one is free; rejects if there is none to wait for. */
  async #withFree<T>(use: (assistant: Assistant) => Promise<T>): Promise<T> {
    while (!this.isFree) {
      if (this.#alive.length === 0) {
        this.#waiting.shift()?.(); // there is none for the next one either
        throw new AssistantMissing('No assistant could be started.');
      }
      await this.#release();
    }
    return use(this.#next()); // in this turn, or a second call would find the same one free
  }

  /** Resolves when an assistant may have become free. */
  #release(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** An assistant that is idle, where one is free. */
  #next(): Assistant {
    const idle = this.#idle;
    if (idle) {
      return idle;
    }
    const assistant = new Assistant(() => {
      this.#pausedUntil = performance.now() + pauseAfterFailure;
    });
    this.#all.push(assistant);
    return assistant;
  }
}

/** One worker. */
class Assistant {
  readonly #worker = spawnWorker(
    scriptOf(() => new Worker(new URL('./assistant.js', import.meta.url), { type: 'module' })),
    'dicom-viewer-assistant',
  );
  readonly #decompressions = new Map<number, Decompression>();
  readonly #decodings = new Map<number, Decoding>();
  readonly #unstartable: () => void;
  readonly #startTimer: StallTimer;
  #lastId = 0;
  #isAlive = true;
  #isStarted = false;

  /** `unstartable` is called if its script doesn't run. */
  constructor(unstartable: () => void) {
    this.#unstartable = unstartable;
    this.#startTimer = new StallTimer(startLimit, () => {
      this.#end('The assistant did not start.');
    });
    this.#startTimer.restart();
    this.#worker.addEventListener('message', ({ data }: MessageEvent<AssistantReply>) => {
      this.#handle(data);
    });
    this.#worker.addEventListener('error', (event) => {
      this.#end(event.message || 'The assistant could not be started.');
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get isIdle(): boolean {
    return this.#isAlive && this.#decodings.size === 0;
  }

  async decompress(file: CompressedFile, counter: ByteCounter): Promise<Uint8Array<ArrayBuffer>> {
    const id = ++this.#lastId;
    try {
      return await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
        this.#decompressions.set(id, { resolve, reject, counter });
        this.#worker.postMessage({ type: 'decompress', id, ...file } satisfies AssistantRequest);
      });
    } finally {
      this.#decompressions.delete(id);
    }
  }

  async decode(frame: EncodedFrame): Promise<DecodingOutcome> {
    const id = ++this.#lastId;
    const timer = new StallTimer(decodingLimit, () => {
      const parameters = { seconds: decodingLimit / 1000 };
      const error = { reason: 'decoder-stalled', parameters } as const;
      this.#decodings.get(id)?.resolve({ error });
      this.#end(error.reason);
    });
    try {
      return await new Promise<DecodingOutcome>((resolve, reject) => {
        this.#decodings.set(id, { resolve, reject, timer });
        const request: AssistantRequest = { type: 'decode', id, frame };
        this.#worker.postMessage(request, [frame.bytes.buffer]);
      });
    } finally {
      timer.stop();
      this.#decodings.delete(id);
    }
  }

  #handle(reply: AssistantReply): void {
    if (reply.type === 'started') {
      this.#isStarted = true;
      this.#startTimer.stop();
      return;
    }
    const { id } = reply;
    switch (reply.type) {
      case 'expected':
        this.#decompressions.get(id)?.counter.expect(reply.bytes);
        break;
      case 'arrived':
        this.#decompressions.get(id)?.counter.add(reply.bytes);
        break;
      case 'decompressed':
        this.#decompressions.get(id)?.resolve(reply.bytes);
        break;
      case 'decoding':
        this.#decodings.get(id)?.timer.restart();
        break;
      case 'decoded':
        this.#decodings.get(id)?.resolve(reply.outcome);
        break;
      case 'failed': {
        const { detail, stalled } = reply;
        const error = stalled
          ? new CodedError('runtime', 'download-stalled', stalled)
          : new Error(detail);
        this.#decompressions.get(id)?.reject(error);
        this.#decodings.get(id)?.reject(error);
      }
    }
  }

  #end(reason: string): void {
    this.#isAlive = false;
    this.#startTimer.stop();
    this.#worker.terminate();
    if (!this.#isStarted) {
      this.#unstartable();
    }
    for (const { reject } of [...this.#decompressions.values(), ...this.#decodings.values()]) {
      reject(this.#isStarted ? new Error(reason) : new AssistantMissing(reason));
    }
  }
}
