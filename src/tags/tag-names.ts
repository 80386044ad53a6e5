import type { TagKey } from '../protocol/messages.js';

/** What an element is called. */
export interface TagName {
  /** Empty of a private element, or one that nobody knows. */
  readonly keyword: string;
  readonly name: string;
}

type Ask = (tags: TagKey[]) => Promise<[keyword: string, name: string][]>;

const noName: TagName = { keyword: '', name: '' };

/** The names of elements, which are asked for once each. */
export class TagNames {
  readonly #ask: Ask;
  readonly #names = new Map<string, TagName>();
  readonly #asked = new Map<string, Promise<void>>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** What an element is called; empty until that is known. */
  of(key: TagKey): TagName {
    return this.#names.get(keyText(key)) ?? noName;
  }

  /** Asks for names that aren't known; undefined if all are. */
  fetch(keys: Iterable<TagKey>): Promise<unknown> | undefined {
    const waiting = new Set<Promise<void>>();
    const unknown = new Map<string, TagKey>();
    for (const key of keys) {
      const text = keyText(key);
      const asked = this.#asked.get(text);
      if (!this.#names.has(text)) {
        if (asked) {
          waiting.add(asked);
        } else {
          unknown.set(text, key);
        }
      }
    }
    if (unknown.size > 0) {
      const asking = this.#fetch(unknown);
      for (const text of unknown.keys()) {
        this.#asked.set(text, asking);
      }
      waiting.add(asking);
    }
    return waiting.size > 0 ? Promise.all(waiting) : undefined;
  }

  async #fetch(keys: ReadonlyMap<string, TagKey>): Promise<void> {
    try {
      const names = await this.#ask([...keys.values()]);
      [...keys.keys()].forEach((text, index) => {
        const [keyword, name] = names[index] ?? ['', ''];
        this.#names.set(text, { keyword, name });
      });
    } catch {
      // Tags and values are there without names; those are asked for again another time.
    } finally {
      for (const text of keys.keys()) {
        this.#asked.delete(text);
      }
    }
  }
}

function keyText([tag, creator]: TagKey): string {
  return creator === null ? tag : `${tag} ${creator}`;
}
