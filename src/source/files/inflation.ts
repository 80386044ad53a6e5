import { DicomError } from '../../errors.js';
import { contentOf, headLength } from './content.js';

/** What one source may come to. */
export interface Limits {
  /** Bytes that its archives inflate to. */
  bytes: number;
  /** Files, also within archives. */
  files: number;
}

/**
 * A WebAssembly memory has 4 GiB at most: Python could not hold more. And no examination has nearly
 * as many files, each of which costs the page memory.
 */
export const limits: Limits = { bytes: 4 * 2 ** 30, files: 100_000 };

/** What is left of the limits of a source, so that a bomb ends as an error and not the page. */
export class Allowance {
  readonly #limits: Limits;
  #bytes = 0;
  #files = 0;

  constructor(all: Limits = limits) {
    this.#limits = all;
  }

  /** Counts a file; throws `memory` if there are too many. */
  countFile(): void {
    this.#files += 1;
    if (this.#files > this.#limits.files) {
      throw new DicomError('memory', 'too-many-files', { limit: this.#limits.files });
    }
  }

  /** Counts bytes of an archive that are inflated; throws `memory` if they are too many. */
  countBytes(count: number, name: string): void {
    this.#bytes += count;
    this.expect(0, name);
  }

  /** Throws `memory` if so many bytes more would be too many. */
  expect(count: number, name: string): void {
    if (this.#bytes + count > this.#limits.bytes) {
      const limit = this.#limits.bytes / 2 ** 20;
      throw new DicomError('memory', 'inflated-too-large', { name, limit });
    }
  }
}

/**
 * Reads a file as it is inflated; of one that can't be DICOM or an archive, only the beginning.
 * `expected` is how many bytes there are, where the archive says so.
 * Throws `memory`, and whatever the stream fails with.
 */
export async function readInflated(
  stream: ReadableStream<Uint8Array>,
  name: string,
  allowance: Allowance,
  expected = 0,
): Promise<ArrayBuffer> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return join(chunks, size);
      }
      const wasShort = size < headLength;
      allowance.countBytes(value.byteLength, name);
      chunks.push(value);
      size += value.byteLength;
      if (wasShort && size >= headLength) {
        const head = join(chunks, size);
        if (contentOf(new Uint8Array(head, 0, headLength)) === 'other') {
          return head;
        }
        allowance.expect(expected - size, name); // what can't be had isn't begun
      }
    }
  } finally {
    // Without effect on a stream that has ended; one that fails to stop is of no more use either.
    await reader.cancel().catch(() => undefined);
  }
}

function join(chunks: Uint8Array[], size: number): ArrayBuffer {
  try {
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.byteLength;
    }
    return bytes.buffer;
  } catch (error) {
    throw new DicomError('memory', 'file-too-large', { size }, { cause: error });
  }
}
