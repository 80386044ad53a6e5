/** How late a timer may be, in ms, before the page or the worker counts as having been suspended. */
const mostLate = 2000;

/** How often, in ms, a timer looks whether the thread was suspended. */
const tick = 5000;

/**
 * Waits for something that may stop: calls `stalled` once it hasn't been restarted for `limit` ms.
 * The time in which the thread could not run isn't counted: after it, the whole limit begins anew.
 */
export class StallTimer {
  readonly #limit: number;
  readonly #stalled: () => void;
  #timeout: ReturnType<typeof setTimeout> | undefined;

  constructor(limit: number, stalled: () => void) {
    this.#limit = limit;
    this.#stalled = stalled;
  }

  /** Starts the wait, or starts it anew. */
  restart(): void {
    this.stop();
    this.#wait(this.#limit);
  }

  stop(): void {
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
  }

  #wait(rest: number): void {
    const step = Math.min(rest, tick);
    const due = performance.now() + step;
    this.#timeout = setTimeout(() => {
      if (performance.now() - due > mostLate) {
        this.restart();
      } else if (rest > step) {
        this.#wait(rest - step);
      } else {
        this.#timeout = undefined;
        this.#stalled();
      }
    }, step);
  }
}
