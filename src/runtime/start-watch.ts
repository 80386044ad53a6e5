import { DicomError } from '../errors.js';
import { detailOf, messageOf, type Message } from '../languages/message.js';
import { stallLimit } from '../network/fetch.js';
import { StallTimer } from '../network/stall-timer.js';

/** How long the worker's script may take to run, in ms, before it is looked at why. */
const loadLimit = 5000;

/** How long the start may bring no sign of life, in ms. */
const startLimit = 60_000;

/** What the watch asks of the worker's client. */
export interface StartWatchOptions {
  /** Fetches the worker's script once more; rejects if it can't be had. */
  probe: () => Promise<unknown>;
  /** Asks the worker whether it runs; its answer comes to `answered`. */
  ping: () => void;
  failed: (why: Message) => void;
}

/**
 * Watches over the start of a worker. A browser doesn't say that the download of a worker's script
 * stalls: where the script doesn't run after 5 s, it is fetched once more, with a stall limit. Once it
 * runs, each of its messages is a sign that the start goes on.
 */
export class StartWatch {
  readonly #options: StartWatchOptions;
  #isLoaded = false;
  #isStopped = false;
  #isOverdue = false;
  #timer: StallTimer;

  constructor(options: StartWatchOptions) {
    this.#options = options;
    this.#timer = new StallTimer(loadLimit, () => {
      void this.#lookAtScript();
    });
    this.#timer.restart();
  }

  /** Whether the worker's script has run. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** The worker has sent a message of its start. */
  continue(): void {
    if (this.#isStopped) {
      return;
    }
    this.#isOverdue = false;
    if (!this.#isLoaded) {
      this.#isLoaded = true;
      this.#timer.stop();
      this.#timer = new StallTimer(startLimit, () => {
        this.#isOverdue = true;
        this.#options.ping();
      });
    }
    this.#timer.restart();
  }

  /** The worker runs: a start that is overdue still doesn't go on. */
  answered(): void {
    if (this.#isOverdue && !this.#isStopped) {
      this.#options.failed({ reason: 'start-stalled', parameters: { seconds: startLimit / 1000 } });
    }
  }

  /** The start has ended. */
  stop(): void {
    this.#isStopped = true;
    this.#timer.stop();
  }

  /** The browser says that the script can't run, but not why: fetched once more, the script may show it. */
  async refuse(): Promise<void> {
    if (await this.#isFetched()) {
      this.#fail({ reason: 'script-not-run', parameters: {} });
    }
  }

  async #lookAtScript(): Promise<void> {
    if ((await this.#isFetched()) && !this.#isLoaded && !this.#isStopped) {
      this.#timer = new StallTimer(stallLimit, () => {
        this.#fail({ reason: 'script-not-run', parameters: {} });
      });
      this.#timer.restart();
    }
  }

  /** Whether the script can be fetched; where it can't, the start has failed. */
  async #isFetched(): Promise<boolean> {
    try {
      await this.#options.probe();
      return true;
    } catch (error) {
      const parameters = { file: 'worker.js', detail: detailOf(error) };
      const isMissing = error instanceof DicomError;
      this.#fail(isMissing ? messageOf(error) : { reason: 'worker-not-started', parameters });
      return false;
    }
  }

  #fail(why: Message): void {
    if (!this.#isLoaded && !this.#isStopped) {
      this.#options.failed(why); // else it was slow
    }
  }
}
