/** What only workers have, and TypeScript's types of pages leave out. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** The files that Python reads from, each under a number, until their study is closed. */
export class LentFiles {
  readonly #files = new Map<number, ArrayBuffer | Blob>();
  readonly #numbers = new Map<number, number>();
  #count = 0;

  /** How many files are lent. */
  get size(): number {
    return this.#files.size;
  }

  /** Keeps a file; returns its number. */
  lend(file: ArrayBuffer | Blob): number {
    this.#count += 1;
    this.#files.set(this.#count, file);
    return this.#count;
  }

  /** Says which study a file is kept for. */
  assign(number: number, study: number): void {
    this.#numbers.set(study, number);
  }

  /** Lets go of a file. */
  takeBack(number: number): void {
    this.#files.delete(number);
  }

  /** Lets go of the file of a study. */
  close(study: number): void {
    const number = this.#numbers.get(study);
    if (number !== undefined) {
      this.takeBack(number);
      this.#numbers.delete(study);
    }
  }

  /** What Python calls: the bytes from `start` on and before `stop`, undefined if they can't be had. */
  readonly read = (number: number, start: number, stop: number): Uint8Array | undefined => {
    const file = this.#files.get(number);
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
