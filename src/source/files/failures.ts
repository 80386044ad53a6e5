import type { DicomError } from '../../errors.js';
import { messageOf, type Message } from '../../languages/message.js';
import type { Warning } from '../../protocol/messages.js';

/** How many of many reasons a message has: nobody reads more. */
const most = 5;

/** The first of many reasons, for one message, and how many more there are. */
export function firstOf(reasons: readonly Message[]): readonly Message[] {
  const count = reasons.length - most;
  const first = reasons.slice(0, most);
  return count > 0 ? [...first, { reason: 'more-files', parameters: { count } }] : first;
}

/** Files that can't be had: one warning if there are any that can, else an error. */
export class Failures {
  readonly #errors: DicomError[] = [];
  #hasSuccess = false;

  add(error: DicomError): void {
    this.#errors.push(error);
  }

  /** A file could be had. */
  succeeded(): void {
    this.#hasSuccess = true;
  }

  get hasSuccess(): boolean {
    return this.#hasSuccess;
  }

  /** Warns of all that failed; throws the first failure if there is no file at all. */
  end(warned: (warning: Warning) => void): void {
    const [first] = this.#errors;
    if (!first) {
      return;
    }
    if (!this.#hasSuccess) {
      throw first;
    }
    if (this.#errors.length === 1) {
      warned({ code: 'files', ...messageOf(first) });
      return;
    }
    const parameters = { why: firstOf(this.#errors.map(messageOf)) };
    warned({ code: 'files', reason: 'files-failed', parameters });
  }
}
