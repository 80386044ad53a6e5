/** The part of workers that TypeScript's types of pages leave out. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** The files that Python reads from, by study and index, until their study is closed. */
export class OpenFiles {
  readonly #studies = new Map<number, Map<number, ArrayBuffer | Blob>>();

  /** Keeps a file for a study. */
  open(study: number, index: number, file: ArrayBuffer | Blob): void {
    const files = this.#studies.get(study) ?? new Map<number, ArrayBuffer | Blob>();
    this.#studies.set(study, files.set(index, file));
  }

  /** Frees a file. */
  close(study: number, index: number): void {
    this.#studies.get(study)?.delete(index);
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

/** The size of a file in bytes. */
export function sizeOf(file: ArrayBuffer | Blob): number {
  return file instanceof Blob ? file.size : file.byteLength;
}
