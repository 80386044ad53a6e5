import { joined } from '../network/fetch.js';
import type { FrameSlots } from '../protocol/messages.js';

/** A file whose frames come later, one by one, into slots that are large enough for any. */
export class FramedFile {
  readonly #head: Uint8Array;
  readonly #slots: FrameSlots;
  /** Null of those that can't be had. */
  readonly #frames = new Map<number, Uint8Array | null>();
  /** What waits for frames, by their numbers. */
  readonly #waiting = new Map<number, { promise: Promise<void>; resolve: () => void }>();

  constructor(head: ArrayBuffer, slots: FrameSlots) {
    this.#head = new Uint8Array(head);
    this.#slots = slots;
  }

  /** Takes a frame that has come, or null for one that can't be had. */
  deliver(frame: number, bytes: ArrayBuffer | null): void {
    this.#frames.set(frame, bytes && new Uint8Array(bytes));
    this.#waiting.get(frame)?.resolve();
    this.#waiting.delete(frame);
  }

  /** The frames that were read before they have come, in the order of the reads. */
  get wanted(): number[] {
    return [...this.#waiting.keys()];
  }

  /** A copy of the file with all of its frames, without room between them; undefined until they have come. */
  get whole(): ArrayBuffer | undefined {
    const { count, slot, item, tail } = this.#slots;
    const pieces: Uint8Array[] = [this.#head];
    for (let frame = 0; frame < count; frame++) {
      const bytes = this.#frames.get(frame);
      if (!bytes) {
        return undefined;
      }
      if (item.byteLength > 0) {
        const itemHead = item.slice(0);
        new DataView(itemHead).setUint32(itemHead.byteLength - 4, bytes.length, true);
        pieces.push(new Uint8Array(itemHead), bytes);
      } else {
        pieces.push(bytes, new Uint8Array(slot - bytes.length));
      }
    }
    pieces.push(new Uint8Array(tail));
    return joined(pieces).buffer;
  }

  /** Lets go of all; nobody waits any more. */
  close(): void {
    for (const { resolve } of this.#waiting.values()) {
      resolve();
    }
    this.#waiting.clear();
    this.#frames.clear();
  }

  /**
   * Returns bytes from `start` on and before `stop`, fewer where a frame ends before its slot does or one
   * follows that hasn't come; a promise of when the first of them will have come; undefined if it can't be had.
   */
  read(start: number, stop: number): Uint8Array | Promise<void> | undefined {
    const { count, slot, item, tail } = this.#slots;
    const at = start - this.#head.length;
    if (at < 0) {
      return this.#head.subarray(start, stop);
    }
    const frame = Math.floor(at / slot);
    if (frame >= count) {
      return new Uint8Array(tail).subarray(at - count * slot, stop - start + at - count * slot);
    }
    const within = at - frame * slot;
    const bytes = this.#frames.get(frame);
    if (within < item.byteLength) {
      return new Uint8Array(item).subarray(within, within + stop - start);
    }
    if (bytes === undefined) {
      return this.#arrivalOf(frame);
    }
    return bytes?.subarray(within - item.byteLength, within - item.byteLength + stop - start);
  }

  #arrivalOf(frame: number): Promise<void> {
    const waiting = this.#waiting.get(frame);
    if (waiting) {
      return waiting.promise;
    }
    let resolve!: () => void;
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    this.#waiting.set(frame, { promise, resolve });
    return promise;
  }
}
