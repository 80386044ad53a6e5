/** How many rows are there beyond what is seen, so that a scroll finds some. */
const spare = 8;

/** Of a list of thousands of rows of one height, those that are seen. */
export class VisibleRows {
  /** In pixels; a guess until a row is there. */
  #height = 44;

  /** From which row to which one they are seen, and some more. */
  range(list: HTMLElement | null, count: number): [start: number, stop: number] {
    const scrollTop = list?.scrollTop ?? 0;
    const first = Math.floor(scrollTop / this.#height) - spare;
    const start = Math.max(Math.min(first, count - 1), 0);
    return [start, Math.min(start + this.page(list) + 2 * spare + 2, count)];
  }

  /** How many rows are seen in full, at least one. */
  page(list: HTMLElement | null): number {
    return Math.max(Math.floor((list?.clientHeight ?? 0) / this.#height), 1);
  }

  /** Gives the list the height of all rows; returns whether a row has another height than it was thought to have. */
  fit(list: HTMLElement | null, count: number): boolean {
    const rows = list?.querySelector<HTMLElement>('.rows');
    const seen = rows?.querySelector<HTMLElement>('.window');
    const height = seen?.querySelector('.row')?.getBoundingClientRect().height ?? this.#height;
    const isOther = Math.abs(height - this.#height) > 0.01 && height > 0;
    this.#height = isOther ? height : this.#height;
    if (list && rows && seen) {
      const [start] = this.range(list, count);
      // Through the object model: a strict policy forbids style attributes.
      rows.style.height = `${String(count * this.#height)}px`;
      seen.style.transform = `translateY(${String(start * this.#height)}px)`;
    }
    return isOther;
  }

  /** Scrolls as far as a row needs to be seen. */
  reveal(list: HTMLElement | null, index: number): void {
    if (list) {
      const top = index * this.#height;
      const least = top + this.#height - list.clientHeight;
      list.scrollTop = Math.min(Math.max(list.scrollTop, least), top);
    }
  }
}
