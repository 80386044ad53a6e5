import { runtimeFolder } from 'runtime-manifest';

import type { Assistants } from '../assistant/assistants.js';
import { bytesOf, download, inflated, type ByteCounter } from '../assistant/download.js';

/** The folder of the runtime's files. */
export const runtimeUrl = new URL(`${runtimeFolder}/`, import.meta.url);

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
    return bytesOf(await download(urlOf(name), this.#counter));
  }

  /** Fetches a file and inflates it. */
  async inflate(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return bytesOf(await this.inflated(name));
  }

  /** Fetches a file and inflates it as it arrives. */
  async inflated(name: string): Promise<ReadableStream<Uint8Array>> {
    return inflated(await download(urlOf(`${name}.bin`), this.#counter));
  }

  /**
   * Has files fetched and inflated beside this thread, which is busy with starting Python: one after
   * the other, in the order in which this is called.
   */
  async inflateElsewhere(name: string): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await this.#assistants.inflate(urlOf(`${name}.bin`), this.#counter);
    } catch {
      return this.inflate(name); // which tells what is wrong, if it is the file
    }
  }
}

function urlOf(name: string): string {
  return new URL(name, runtimeUrl).href;
}
