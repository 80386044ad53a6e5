/**
 * Remembers the page's values of properties that a user changes, so that they can be restored.
 * A value that the page sets after the user stays.
 */
export class UserChanges<T extends object> {
  readonly #target: T;
  readonly #names: readonly (keyof T)[];
  readonly #changes = new Map<keyof T, { page: unknown; user: unknown }>();

  /** `names` lists the properties of the target that are restored. */
  constructor(target: T, names: readonly (keyof T)[]) {
    this.#target = target;
    this.#names = names;
  }

  /** Sets the properties that a user changed. */
  apply(change: Partial<T>): void {
    for (const name of this.#names) {
      if (name in change) {
        const last = this.#changes.get(name);
        const current = this.#target[name];
        const page = last && Object.is(current, last.user) ? last.page : current;
        this.#changes.set(name, { page, user: change[name] });
      }
    }
    Object.assign(this.#target, change);
  }

  /** Sets the page's values again where the user's are still in force. */
  restore(): void {
    for (const [name, { page, user }] of this.#changes) {
      if (Object.is(this.#target[name], user)) {
        Object.assign(this.#target, { [name]: page });
      }
    }
    this.#changes.clear();
  }
}
