import { english } from '../languages/english.js';
import { sentence } from '../languages/fill.js';
import type { Warning } from '../protocol/messages.js';

/** A warning of the source that is shown. */
export type SourceWarning = Warning & {
  /** Whether loading the source again may mend it. */
  canRetry: boolean;
};

/** What is off in a source: each thing once. */
export class SourceWarnings {
  #list: readonly SourceWarning[] = [];
  /** The sentences of what is in the list, in English. */
  readonly #sentences = new Set<string>();

  get list(): readonly SourceWarning[] {
    return this.#list;
  }

  /** Adds a warning; returns false if it was there. */
  add(warning: Warning, canRetry: boolean): boolean {
    const text = sentence(warning, english);
    if (this.#sentences.has(text)) {
      return false;
    }
    this.#sentences.add(text);
    this.#list = [...this.#list, { ...warning, canRetry }];
    return true;
  }
}
