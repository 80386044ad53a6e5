/** Something that others wait for, again and again. */
export class News {
  #resolve!: () => void;
  #next = this.#renew();

  /** Resolves with the next news. */
  get next(): Promise<void> {
    return this.#next;
  }

  /** Lets go on what waits. */
  tell(): void {
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
