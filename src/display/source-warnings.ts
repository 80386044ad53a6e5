import type { DicomWarningDetail } from '../events.js';
import { sentenceOf } from '../languages/languages.js';
import type { Warning } from '../protocol/messages.js';

/** A warning of the source that is shown. */
export interface SourceWarning extends DicomWarningDetail {
  /** Whether loading the source again may mend it. */
  canRetry: boolean;
}

/** What is off in a source: each sentence once. */
export class SourceWarnings {
  #list: readonly SourceWarning[] = [];

  get list(): readonly SourceWarning[] {
    return this.#list;
  }

  /** Forgets the warnings of the source before. */
  clear(): void {
    this.#list = [];
  }

  /** Adds a warning; returns the detail of the event, or undefined if it was there. */
  add(warning: Warning, canRetry: boolean): DicomWarningDetail | undefined {
    const { code } = warning;
    const message = sentenceOf(warning);
    if (this.#list.some((each) => each.message === message)) {
      return undefined;
    }
    this.#list = [...this.#list, { code, message, canRetry }];
    return { code, message };
  }
}
