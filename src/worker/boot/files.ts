import { runtimeFolder } from 'runtime-manifest';

import { DicomError } from '../../errors.js';
import type { Assistants } from '../assistant/assistants.js';

/** The folder of the runtime's files. */
export const runtimeUrl = new URL(`${runtimeFolder}/`, import.meta.url);

/** Hears of bytes as they arrive: how many are expected, and how many more are there. */
export interface ByteCounter {
  expect(bytes: number): void;
  add(bytes: number): void;
}

/**
 * Fetches the runtime's files, and counts their bytes. Some lie there as gzip, so that they are small
 * on any host; those are named `.bin`, because some hosts say of what is named `.gz` that the browser
 * is to inflate it.
 */
export class RuntimeFiles {
  readonly #counter: ByteCounter;
  readonly #assistants: Assistants;

  constructor(counter: ByteCounter, assistants: Assistants) {
    this.#counter = counter;
    this.#assistants = assistants;
  }

  /** Fetches a file as it is. */
  async fetch(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return bytesOf(await this.#open(name));
  }

  /** Fetches a file and inflates it. */
  async inflate(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return bytesOf(await this.inflated(name));
  }

  /** Fetches a file and has it inflated beside this thread. */
  async inflateElsewhere(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#assistants.inflate(await this.#open(`${name}.bin`));
  }

  /** Fetches a file and inflates it as it arrives. */
  async inflated(name: string): Promise<ReadableStream<Uint8Array>> {
    const stream = await this.#open(`${name}.bin`);
    return stream.pipeThrough(
      new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>,
    );
  }

  async #open(name: string): Promise<ReadableStream<Uint8Array>> {
    const url = new URL(name, runtimeUrl);
    const response = await fetch(url);
    if (!response.ok || !response.body) {
      throw new DicomError('runtime', `${url.href} answered ${String(response.status)}.`);
    }
    const { headers, body } = response;
    const isEncoded = headers.has('content-encoding');
    this.#counter.expect(isEncoded ? 0 : Number(headers.get('content-length') ?? 0));
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        this.#counter.add(chunk.byteLength);
        controller.enqueue(chunk);
      },
    });
    return body.pipeThrough(counting);
  }
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
