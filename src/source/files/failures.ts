import type { DicomError } from '../../errors.js';
import type { DicomWarningDetail } from '../../events.js';

/** How many of them a warning tells: nobody reads more. */
const mostTold = 5;

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

  /**
   * Warns of all that failed, after a sentence of the caller's; throws the first failure if there is
   * no file at all.
   */
  end(warned: (detail: DicomWarningDetail) => void, beginning?: string): void {
    const [first] = this.#errors;
    if (!first) {
      return;
    }
    if (!this.#hasSuccess) {
      throw first;
    }
    const told = this.#errors.slice(0, mostTold).map(({ message }) => message);
    const rest = this.#errors.length - told.length;
    const ending = rest > 0 ? `And ${String(rest)} more failed.` : undefined;
    const message = [beginning, ...told, ending].filter(Boolean).join(' ');
    warned({ code: 'files', message });
  }
}
