import { spawnWorker } from '../../protocol/spawn.js';
import type { ByteCounter } from './download.js';
import type { DecodingOutcome, EncodedFrame } from '../codecs/codec.js';
import type { AssistantReply, AssistantRequest } from './messages.js';

/** How many assistants there are at most: one core is Python's. */
const most = Math.min(Math.max(navigator.hardwareConcurrency - 1, 1), 4);

/** How long a frame may take, in ms, before its codec counts as hung. */
const patience = 30_000;

interface Task<T> {
  resolve: (result: T) => void;
  reject: (error: Error) => void;
}

interface Inflation extends Task<Uint8Array<ArrayBuffer>> {
  counter: ByteCounter;
}

/** The workers that inflate files and decode frames; each decodes one frame at a time. */
export class Assistants {
  #all: Assistant[] = [];
  readonly #waiting: (() => void)[] = [];

  /** Whether a frame would be decoded at once. */
  get isFree(): boolean {
    return this.#alive.length < most || this.#idle !== undefined;
  }

  /** Fetches and inflates a file; rejects if there can't be an assistant or the file. */
  async inflate(url: string, counter: ByteCounter): Promise<Uint8Array<ArrayBuffer>> {
    while (!this.isFree) {
      await this.#release();
    }
    return this.#next().inflate(url, counter);
  }

  /** Decodes a frame, whose bytes are moved; rejects if there can't be an assistant. */
  async decode(frame: EncodedFrame): Promise<DecodingOutcome> {
    while (!this.isFree) {
      await this.#release();
    }
    const assistant = this.#next(); // no longer free at once: another call may come in this turn
    try {
      return await assistant.decode(frame);
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
    const assistant = new Assistant();
    this.#all.push(assistant);
    return assistant;
  }
}

/** One worker. */
class Assistant {
  readonly #worker = spawnWorker(
    new URL('./assistant.js', import.meta.url),
    'dicom-viewer-assistant',
  );
  readonly #inflations = new Map<number, Inflation>();
  readonly #decodings = new Map<number, Task<DecodingOutcome>>();
  #lastId = 0;
  #isAlive = true;

  constructor() {
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

  async inflate(url: string, counter: ByteCounter): Promise<Uint8Array<ArrayBuffer>> {
    const id = ++this.#lastId;
    try {
      return await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
        this.#inflations.set(id, { resolve, reject, counter });
        this.#worker.postMessage({ type: 'inflate', id, url } satisfies AssistantRequest);
      });
    } finally {
      this.#inflations.delete(id);
    }
  }

  async decode(frame: EncodedFrame): Promise<DecodingOutcome> {
    const id = ++this.#lastId;
    const timer = setTimeout(() => {
      const error = {
        reason: 'decoder-stalled',
        parameters: { seconds: patience / 1000 },
      } as const;
      this.#decodings.get(id)?.resolve({ error });
      this.#end(error.reason);
    }, patience);
    try {
      return await new Promise<DecodingOutcome>((resolve, reject) => {
        this.#decodings.set(id, { resolve, reject });
        const request: AssistantRequest = { type: 'decode', id, frame };
        this.#worker.postMessage(request, [frame.bytes.buffer]);
      });
    } finally {
      clearTimeout(timer);
      this.#decodings.delete(id);
    }
  }

  #handle(reply: AssistantReply): void {
    const { id } = reply;
    switch (reply.type) {
      case 'expected':
        this.#inflations.get(id)?.counter.expect(reply.bytes);
        break;
      case 'arrived':
        this.#inflations.get(id)?.counter.add(reply.bytes);
        break;
      case 'inflated':
        this.#inflations.get(id)?.resolve(reply.bytes);
        break;
      case 'decoded':
        this.#decodings.get(id)?.resolve(reply.outcome);
        break;
      case 'failed': {
        const error = new Error(reply.reason);
        this.#inflations.get(id)?.reject(error);
        this.#decodings.get(id)?.reject(error);
      }
    }
  }

  #end(reason: string): void {
    this.#isAlive = false;
    this.#worker.terminate();
    for (const { reject } of [...this.#inflations.values(), ...this.#decodings.values()]) {
      reject(new Error(reason));
    }
  }
}
