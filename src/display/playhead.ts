/** What is played, and how fast. */
export interface Run {
  /** The frames that are played, and all between. */
  first: number;
  last: number;
  /** Whether it goes on after the last frame. */
  loop: boolean;
  /** What follows the last frame: the first one, or the way back to it. */
  sequencing: 'loop' | 'sweep';
  /** The time between a frame and the one before it, in ms; more than 0. */
  timeBefore: (frame: number) => number;
}

/** Says which frame is due: it goes on with the clock, whether or not each frame is seen. */
export class Playhead {
  #frame: number;
  /** When that frame was due, in ms. */
  #due: number;
  #direction = 1;

  constructor(frame: number, now: number) {
    this.#frame = frame;
    this.#due = now;
  }

  /** The frame that is due at a time, not earlier than the last that was asked for. */
  at(now: number, run: Run): number {
    for (;;) {
      const next = this.#next(run);
      // The way from the last frame to the first takes as long as the one to the last.
      const time = run.timeBefore(Math.max(this.#frame, next));
      if (next === this.#frame || now < this.#due + time) {
        return this.#frame;
      }
      this.#direction = next < this.#frame && run.sequencing === 'sweep' ? -1 : 1;
      this.#frame = next;
      this.#due += time;
    }
  }

  #next({ first, last, loop, sequencing }: Run): number {
    if (this.#direction < 0 && this.#frame > first) {
      return this.#frame - 1;
    }
    if (this.#frame < last) {
      return this.#frame + 1;
    }
    if (!loop || first >= last) {
      return this.#frame;
    }
    return sequencing === 'sweep' ? this.#frame - 1 : first;
  }
}
