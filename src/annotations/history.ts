/** How many steps can be undone. */
const longest = 100;

/** What was before, and what was undone: states that nobody changes. */
export class History<State> {
  #past: State[] = [];
  #future: State[] = [];

  /** Keeps the state before a change; what was undone can't be redone after it. */
  record(before: State): void {
    this.#past = [...this.#past, before].slice(-longest);
    this.#future = [];
  }

  /** The state before the last change; undefined if there is none. */
  undo(current: State): State | undefined {
    const before = this.#past.pop();
    if (before !== undefined) {
      this.#future.push(current);
    }
    return before;
  }

  /** The state before it was undone; undefined if nothing was. */
  redo(current: State): State | undefined {
    const after = this.#future.pop();
    if (after !== undefined) {
      this.#past.push(current);
    }
    return after;
  }

  /** Forgets everything. */
  clear(): void {
    this.#past = [];
    this.#future = [];
  }
}
