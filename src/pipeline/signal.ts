/** Something that happens again and again, for which others wait. */
export class Signal {
  #resolve!: () => void;
  #next = this.#renew();

  /** Resolves when it happens next. */
  get next(): Promise<void> {
    return this.#next;
  }

  /** It happens: what waits goes on. */
  fire(): void {
    const resolve = this.#resolve;
    this.#next = this.#renew();
    resolve();
  }

  #renew(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }
}

/** Resolves after a time in ms. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
