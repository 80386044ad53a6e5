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

  /** How many files can't be had. */
  get count(): number {
    return this.#errors.length;
  }

  /** Warns of all that failed; throws the first failure if there is no file at all. `total` is how many files were to be fetched. */
  end(warned: (warning: Warning) => void, total?: number): void {
    const [first] = this.#errors;
    if (!first) {
      return;
    }
    if (!this.#hasSuccess) {
      throw first;
    }
    if (this.#errors.length === 1 && total === undefined) {
      warned({ code: 'files', ...messageOf(first) });
      return;
    }
    const why = firstOf(this.#errors.map(messageOf));
    warned(
      total === undefined
        ? { code: 'files', reason: 'files-failed', parameters: { why } }
        : {
            code: 'files',
            reason: 'files-not-fetched',
            parameters: { left: this.count, count: total, why },
          },
    );
  }
}
