/** How long a display shows each of its frames, in ms. */
const refreshTime = 10;

/** A clock and a display that stand still until a test lets time pass. */
export class FrameClock {
  readonly #own = {
    requestAnimationFrame: globalThis.requestAnimationFrame,
    cancelAnimationFrame: globalThis.cancelAnimationFrame,
  };
  readonly #requests = new Map<number, FrameRequestCallback>();
  #lastId = 0;
  #now = 0;

  /** Puts the clock in the place of the page's. */
  start(): void {
    performance.now = () => this.#now;
    Object.assign(globalThis, {
      requestAnimationFrame: (callback: FrameRequestCallback) => {
        this.#requests.set(++this.#lastId, callback);
        return this.#lastId;
      },
      cancelAnimationFrame: (id: number) => {
        this.#requests.delete(id);
      },
    });
  }

  /** Gives the page its own clock back. */
  stop(): void {
    Reflect.deleteProperty(performance, 'now'); // that of its prototype
    Object.assign(globalThis, this.#own);
  }

  /** Whether anybody waits for the display. */
  get isAwaited(): boolean {
    return this.#requests.size > 0;
  }

  /** Lets time pass, a frame of the display after the other, and what each causes take its effect. */
  async pass(ms: number): Promise<void> {
    for (const end = this.#now + ms; this.#now < end;) {
      this.#now += refreshTime;
      const callbacks = [...this.#requests.values()];
      this.#requests.clear();
      for (const callback of callbacks) {
        callback(this.#now);
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** Lets time pass in which the display shows nothing new. */
  skip(ms: number): void {
    this.#now += ms;
  }
}
