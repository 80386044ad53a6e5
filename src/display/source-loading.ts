import { loadSource, type LoadEvent } from '../source/loader.js';
import type { Source } from '../source/image-source.js';
import type { Start } from './start.js';

/** The loading of one source after another: each ends that of the one before. */
export class SourceLoading {
  readonly #start: Start;
  readonly #handle: (event: LoadEvent) => void;
  #abort = new AbortController();
  #finished: Promise<void> = Promise.resolve();

  /** `start` says when a source may be fetched; `handle` receives what happens to the source that is loaded. */
  constructor(start: Start, handle: (event: LoadEvent) => void) {
    this.#start = start;
    this.#handle = handle;
  }

  /** Resolves when the source is loaded or given up; rejects with why it can't be. Another for each loading. */
  get finished(): Promise<void> {
    return this.#finished;
  }

  /** Loads a source, once it may be fetched. */
  begin(source: Source): void {
    this.cancel();
    this.#finished = this.#follow(source, this.#abort.signal);
    this.#finished.catch(() => undefined); // it has been handled
  }

  /** Gives up the source that is being loaded. */
  cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#finished = Promise.resolve();
  }

  async #follow(source: Source, signal: AbortSignal): Promise<void> {
    await this.#start.wait(signal);
    if (!signal.aborted) {
      await this.#handleEvents(loadSource(source, signal), signal);
    }
  }

  async #handleEvents(events: AsyncIterable<LoadEvent>, signal: AbortSignal): Promise<void> {
    for await (const event of events) {
      if (!signal.aborted) {
        this.#handle(event);
        if (event.type === 'failed') {
          throw event.error;
        }
      } else if (event.type === 'opened') {
        event.study.close(); // nobody else knows it
      }
    }
  }
}
