import { runtimeFolder } from 'runtime-manifest';

import { detailOf } from '../../languages/message.js';
import { readAll, StallError } from '../../network/fetch.js';
import { fetchWhole } from '../../network/import.js';
import { CodedError } from '../../protocol/coded-error.js';
import { AssistantMissing, type Assistants } from '../assistant/assistants.js';
import { download, inflated, stallOf, type ByteCounter } from '../assistant/download.js';

/** The folder of the runtime's files. */
export const runtimeUrl = new URL(`${runtimeFolder}/`, import.meta.url);

/** Whether a start failed before: what the browser keeps of its files may be damaged. */
const isFurtherStart = new URL(import.meta.url).searchParams.has('retry');

/** Of a file that is fetched once more the bytes have been counted. */
const nobody: ByteCounter = { expect: () => undefined, add: () => undefined };

/**
 * Fetches the runtime's files, and counts their bytes. Some lie there as gzip, so that they are small
 * on any host; those are named `.bin`, because some hosts say of what is named `.gz` that the browser
 * is to inflate it. What comes damaged, as the checksum of gzip says, is fetched once more, past the
 * browser's cache. A download that stalls fails with a `CodedError` of `runtime`.
 */
export class RuntimeFiles {
  readonly #counter: ByteCounter;
  readonly #assistants: Assistants;
  #stall: CodedError | undefined;

  constructor(counter: ByteCounter, assistants: Assistants) {
    this.#counter = counter;
    this.#assistants = assistants;
  }

  /** Fetches a file as it is. */
  async fetch(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const stream = await this.#download(name, isFurtherStart);
    return readAll(stream).catch((error: unknown) => {
      throw this.#stall ?? error;
    });
  }

  /** Fetches a script and runs it. */
  async run(name: string): Promise<void> {
    const url = urlOf(name);
    try {
      await fetchWhole(url, { isRetry: isFurtherStart });
      await import(url); // from the browser's cache
    } catch (error) {
      const parameters = { file: name, detail: detailOf(error) };
      throw new CodedError('runtime', 'file-unfetched', parameters, { cause: error });
    }
  }

  /** Fetches a file and inflates it. */
  async inflate(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.use(name, readAll);
  }

  /** Fetches a file, inflates it as it arrives, and makes something of it. */
  async use<T>(
    name: string,
    make: (stream: ReadableStream<Uint8Array>) => Promise<T>,
    isRetry = isFurtherStart,
  ): Promise<T> {
    const stream = inflated(await this.#download(`${name}.bin`, isRetry));
    try {
      return await make(stream);
    } catch (error) {
      if (this.#stall) {
        throw this.#stall;
      }
      if (!isRetry) {
        return this.use(name, make, true);
      }
      throw new Error(`${name}.bin is damaged, or its download broke off.`, { cause: error });
    }
  }

  /**
   * Has files fetched and inflated beside this thread, which is busy with starting Python: one after
   * the other, in the order in which this is called.
   */
  async inflateElsewhere(name: string): Promise<Uint8Array<ArrayBuffer>> {
    if (isFurtherStart) {
      return this.inflate(name);
    }
    try {
      return await this.#assistants.inflate(urlOf(`${name}.bin`), this.#counter);
    } catch (error) {
      if (error instanceof CodedError) {
        throw error; // it stalls
      }
      return this.use(name, readAll, !(error instanceof AssistantMissing));
    }
  }

  async #download(file: string, isRetry: boolean): Promise<ReadableStream<Uint8Array>> {
    const counter = isRetry && !isFurtherStart ? nobody : this.#counter;
    const stalled = (error: StallError) => {
      this.#stall ??= stallOf(error);
    };
    return download(urlOf(file), { counter, isRetry, stalled });
  }
}

function urlOf(name: string): string {
  return new URL(name, runtimeUrl).href;
}
