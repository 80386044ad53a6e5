/** Values that one side pushes, and another reads in their order. */
export class EventQueue<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  #isEnded = false;
  /** Wakes the reader, while it waits. */
  #wake: (() => void) | undefined;

  /** Adds a value, unless the queue has ended. */
  readonly push = (value: T): void => {
    if (!this.#isEnded) {
      this.#values.push(value);
      this.#wake?.();
    }
  };

  /** Ends the queue: the reader gets what was pushed before, and nothing after. */
  readonly end = (): void => {
    this.#isEnded = true;
    this.#wake?.();
  };

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      yield* this.#values.splice(0);
      if (this.#isEnded && this.#values.length === 0) {
        return;
      }
      if (this.#values.length === 0) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
