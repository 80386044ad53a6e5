import type { Place } from './bridge-functions.js';

/** The part of workers that TypeScript's types of pages leave out. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** What newer browsers can do with an ArrayBuffer, but not with a Blob. */
interface Detachable {
  transfer?: (size: number) => unknown;
}

/**
 * How many bytes a file has at most that Python copies whole: then nothing is held twice, as the
 * frames of a native one lie in that copy.
 */
const heapBytes = 4 * 2 ** 20;

/** The files that Python reads from, by study and index, until their study is closed. */
export class OpenFiles {
  readonly #studies = new Map<number, Map<number, ArrayBuffer | Blob>>();

  /** Keeps a file for a study. */
  open(study: number, index: number, file: ArrayBuffer | Blob): void {
    const files = this.#studies.get(study) ?? new Map<number, ArrayBuffer | Blob>();
    this.#studies.set(study, files.set(index, file));
  }

  /** A file as it came, to be sent; undefined of one that isn't kept. One in memory is copied. */
  whole(study: number, index: number): ArrayBuffer | Blob | undefined {
    const file = this.#studies.get(study)?.get(index);
    return file instanceof ArrayBuffer ? file.slice(0) : file;
  }

  /** Frees a file, at once where the browser can: nobody would collect it soon, for the worker makes little garbage. */
  close(study: number, index: number): void {
    const files = this.#studies.get(study);
    (files?.get(index) as Detachable | undefined)?.transfer?.(0);
    files?.delete(index);
  }

  /** Frees all files of a study. */
  closeAll(study: number): void {
    this.#studies.delete(study);
  }

  /**
   * Called by Python: returns the bytes of a file from `start` on and before `stop`, undefined if they
   * can't be read.
   */
  readonly read = (
    study: number,
    index: number,
    start: number,
    stop: number,
  ): Uint8Array | undefined => {
    const file = this.#studies.get(study)?.get(index);
    if (file instanceof ArrayBuffer) {
      return new Uint8Array(file).subarray(start, stop);
    }
    try {
      return (
        file && new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.slice(start, stop)))
      );
    } catch {
      return undefined; // an error that is thrown through Python would lose its code
    }
  };
}

/** Where a file lies for Python once it is added. */
export function placeOf(file: ArrayBuffer | Blob): Place {
  if (file instanceof Blob) {
    return 'disk';
  }
  return file.byteLength <= heapBytes ? 'heap' : 'memory';
}

/** The size of a file in bytes. */
export function sizeOf(file: ArrayBuffer | Blob): number {
  return file instanceof Blob ? file.size : file.byteLength;
}
