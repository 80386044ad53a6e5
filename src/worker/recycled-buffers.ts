import type { MakeBuffer } from './bridge-functions.js';

/**
 * Makes buffers for pixels of those that earlier pictures used, where one has the right size: fresh
 * memory would cost page faults.
 */
export class RecycledBuffers {
  /** The buffers that were made, in order. */
  readonly made: ArrayBuffer[] = [];
  readonly #used: ArrayBuffer[];

  constructor(used: readonly ArrayBuffer[]) {
    this.#used = [...used];
  }

  /** Makes a buffer of a number of bytes; undefined if there is no memory for it. */
  readonly make: MakeBuffer = (size) => {
    const index = this.#used.findIndex(({ byteLength }) => byteLength === size);
    try {
      const buffer = this.#used.splice(index, index < 0 ? 0 : 1)[0] ?? new ArrayBuffer(size);
      this.made.push(buffer);
      return new Uint8Array(buffer);
    } catch {
      return undefined; // Python raises its own error, which has a code
    }
  };
}
