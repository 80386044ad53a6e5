import type { DicomError } from '../errors.js';
import type { DicomWarningDetail } from '../events.js';

/** Files that can't be had: each is a warning once there is any that can, and an error till then. */
export class Failures {
  readonly #warned: (detail: DicomWarningDetail) => void;
  readonly #held: DicomError[] = [];
  #hasSuccess = false;

  constructor(warned: (detail: DicomWarningDetail) => void) {
    this.#warned = warned;
  }

  add(error: DicomError): void {
    if (this.#hasSuccess) {
      this.#warn(error);
    } else {
      this.#held.push(error);
    }
  }

  /** A file could be had: what failed before is no more than a warning. */
  succeeded(): void {
    this.#hasSuccess = true;
    for (const error of this.#held.splice(0)) {
      this.#warn(error);
    }
  }

  /** Why there is no file at all; undefined if there is one, or nothing failed. */
  get reason(): DicomError | undefined {
    return this.#held[0];
  }

  get hasSuccess(): boolean {
    return this.#hasSuccess;
  }

  #warn({ message }: DicomError): void {
    this.#warned({ code: 'files', message });
  }
}
