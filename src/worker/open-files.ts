import type { AddRequest, FrameRequest, FrameSlots } from '../protocol/messages.js';
import type { Place } from './bridge-functions.js';
import { FramedFile } from './framed-file.js';

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

type OpenFile = ArrayBuffer | Blob | FramedFile;

/** The files that Python reads from, by study and index, until their study is closed. */
export class OpenFiles {
  readonly #studies = new Map<number, Map<number, OpenFile>>();
  readonly #awaits: (arrival: Promise<void>) => boolean;

  /** `awaits` hears when a frame will have come that is read before, and returns whether the call that reads it can be made again. */
  constructor(awaits: (arrival: Promise<void>) => boolean = () => false) {
    this.#awaits = awaits;
  }

  /** Keeps a file for a study; with slots for frames that come later. */
  open(study: number, index: number, file: ArrayBuffer | Blob, slots?: FrameSlots): void {
    const files = this.#studies.get(study) ?? new Map<number, OpenFile>();
    const opened = slots && file instanceof ArrayBuffer ? new FramedFile(file, slots) : file;
    this.#studies.set(study, files.set(index, opened));
  }

  /** Takes a frame of a file that was opened without; returns the frames of it that are waited for. */
  deliver({ study, index, frame, bytes }: FrameRequest): number[] {
    const file = this.#studies.get(study)?.get(index);
    if (!(file instanceof FramedFile)) {
      return []; // it was closed meanwhile
    }
    file.deliver(frame, bytes);
    return file.wanted;
  }

  /** A file as it came, to be sent; undefined of one that isn't kept. One in memory is copied. */
  whole(study: number, index: number): ArrayBuffer | Blob | undefined {
    const file = this.#studies.get(study)?.get(index);
    if (file instanceof FramedFile) {
      return file.whole;
    }
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
    for (const file of this.#studies.get(study)?.values() ?? []) {
      if (file instanceof FramedFile) {
        file.close();
      }
    }
    this.#studies.delete(study);
  }

  /**
   * Called by Python: returns the bytes of a file from `start` on and before `stop`, undefined if they
   * can't be read, false if they haven't come: then the call is to be made again.
   */
  readonly read = (
    study: number,
    index: number,
    start: number,
    stop: number,
  ): Uint8Array | false | undefined => {
    const file = this.#studies.get(study)?.get(index);
    if (file instanceof FramedFile) {
      const found = file.read(start, stop);
      return found instanceof Promise ? (this.#awaits(found) ? false : undefined) : found;
    }
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
export function placeOf({ file, frames }: Pick<AddRequest, 'file' | 'frames'>): Place {
  if (frames) {
    return 'memory';
  }
  if (file instanceof Blob) {
    return 'disk';
  }
  return file.byteLength <= heapBytes ? 'heap' : 'memory';
}

/** The size of a file in bytes. */
export function sizeOf({ file, frames }: Pick<AddRequest, 'file' | 'frames'>): number {
  const size = file instanceof Blob ? file.size : file.byteLength;
  return frames ? size + frames.count * frames.slot + frames.tail.byteLength : size;
}
