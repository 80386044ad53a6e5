// A network between the benchmarks' server and its pages.

import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** The bytes that are sent at a time: so many downloads share the link. */
const pieceBytes = 8192;

/** What of lateness a timer has anyway, in ms. */
const tolerance = 1;

/** A link that all responses share. */
export class Link {
  #bytesPerMillisecond;
  #delay;
  /** When it has sent all that it was given, in ms. */
  #free = 0;

  /**
   * @param {number} megabits a second
   * @param {number} delay until a response begins, in ms
   */
  constructor(megabits = Infinity, delay = 0) {
    this.#bytesPerMillisecond = (megabits * 1000) / 8;
    this.#delay = delay;
  }

  /** Sends a body, and ends the response. */
  async send(response, body) {
    if (this.#bytesPerMillisecond === Infinity) {
      response.end(body);
      return;
    }
    await pause(this.#delay);
    for (let start = 0; start < body.length && !response.closed; start += pieceBytes) {
      const piece = body.subarray(start, start + pieceBytes);
      await this.#take(piece.length);
      if (!response.write(piece))
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end();
  }

  /** Waits until the link has sent so many more bytes. */
  async #take(bytes) {
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + bytes / this.#bytesPerMillisecond;
    if (this.#free - now > tolerance) await pause(this.#free - now);
  }
}
