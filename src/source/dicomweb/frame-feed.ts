import type { DicomError } from '../../errors.js';
import { messageOf } from '../../languages/message.js';
import { firstOf } from '../files/failures.js';
import type { DeliverFrame, PendingFrames } from '../files/named-file.js';
import type { FrameSlots } from '../../protocol/messages.js';
import { loadingOrder } from './order.js';
import type { EncodedFrame, FileParts } from './pixel-data.js';
import type { RetrieveOptions, Tools } from './tools.js';

/** As many connections as a browser has for a host with HTTP/1.1. */
const concurrency = 6;

/** The frames of an instance, and how they are fetched. */
export interface FeedOptions extends Pick<RetrieveOptions, 'warned' | 'signal' | 'pauses'> {
  persist: Tools['persist'];
  count: number;
  /** The frame that is seen first. */
  first: number;
  fetchFrame: (frame: number) => Promise<EncodedFrame>;
}

/** The frames of an instance, fetched one by one: those that are wanted before all others. */
export class FrameFeed implements PendingFrames {
  readonly slots: FrameSlots;
  readonly #parts: FileParts;
  readonly #options: FeedOptions;
  /** The frames that nobody fetches yet, in order. */
  readonly #waiting: Set<number>;
  #wanted: number[] = [];
  readonly #failures: DicomError[] = [];
  /** How many frames in a row could not be had. */
  #failuresInRow = 0;
  #isStopped = false;

  constructor(parts: FileParts, options: FeedOptions) {
    const { count, first } = options;
    const { slot, item, tail } = parts;
    this.slots = { count, slot, item: item.buffer, tail: tail.buffer };
    this.#parts = parts;
    this.#options = options;
    // to open encapsulated frames, the first of all is looked at
    this.#waiting = new Set([first, 0, ...loadingOrder(count, first)]);
  }

  async run(adding: Promise<unknown>, deliver: DeliverFrame): Promise<void> {
    adding.catch(() => {
      this.#isStopped = true;
    });
    await Promise.all(Array.from({ length: concurrency }, () => this.#fetchEach(deliver)));
    const { count, warned } = this.#options;
    const left = this.#failures.length;
    if (left > 0) {
      const parameters = { left, count, why: firstOf(this.#failures.map(messageOf)) };
      warned({ code: 'files', reason: 'dicomweb-frames-missing', parameters });
    }
  }

  async #fetchEach(deliver: DeliverFrame): Promise<void> {
    for (let next = this.#take(); next !== undefined; next = this.#take()) {
      try {
        const frame = await this.#persist(next);
        this.#failuresInRow = 0;
        this.#deliver(deliver, next, this.#parts.frame(frame).slice().buffer); // one that can be given away
      } catch (error) {
        if (this.#options.signal.aborted) {
          return;
        }
        this.#failures.push(error as DicomError);
        this.#failuresInRow += 1;
        this.#deliver(deliver, next, null);
      }
    }
  }

  /** Fetches a frame, again if that may help: not where the server has failed for all that were asked for at once. */
  #persist(frame: number): Promise<EncodedFrame> {
    const { persist, fetchFrame } = this.#options;
    const mayTryAgain = () => this.#failuresInRow < concurrency;
    return persist(() => fetchFrame(frame), { ...this.#options, mayTryAgain });
  }

  #deliver(deliver: DeliverFrame, frame: number, bytes: ArrayBuffer | null): void {
    deliver(frame, bytes).then(
      (wanted) => {
        this.#wanted = wanted;
      },
      () => undefined, // a runtime that has died wants none
    );
  }

  /** The next frame to fetch: what is wanted, else what is next in order. */
  #take(): number | undefined {
    if (this.#isStopped || this.#options.signal.aborted) {
      return undefined;
    }
    let next = this.#wanted.shift();
    while (next !== undefined && !this.#waiting.has(next)) {
      next = this.#wanted.shift();
    }
    [next] = next === undefined ? this.#waiting : [next];
    if (next !== undefined) {
      this.#waiting.delete(next);
    }
    return next;
  }
}
