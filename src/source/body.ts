import { DicomError } from '../errors.js';
import { joined } from '../network/fetch.js';

/**
 * Bytes from which on a file lies in a Blob, which the browser may keep on disk. A smaller one lies in
 * memory: Python reads a Blob in blocks, which takes 1 to 2 ms each.
 */
const blobBytes = 8 * 2 ** 20;

/** How many bytes of one source's files lie in memory; those that come later lie in Blobs. */
const memoryBytes = 256 * 2 ** 20;

/** What the files of one source may occupy of the page's memory. */
export class MemoryBudget {
  #left: number;

  constructor(bytes = memoryBytes) {
    this.#left = bytes;
  }

  /** Whether a file of so many bytes lies in memory; if so, they are counted. */
  admits(size: number): boolean {
    if (size >= blobBytes || size > this.#left) {
      return false;
    }
    this.#left -= size;
    return true;
  }
}

/**
 * Reads a file: a small one into memory while the budget lasts, any other into a Blob, piece by piece.
 * Throws `memory` if the browser can't keep it or it has more than `most` bytes, and whatever the
 * stream fails with.
 */
export async function readBody(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  url: string,
  budget: MemoryBudget,
  most: number,
): Promise<ArrayBuffer | Blob> {
  const reader = stream.getReader();
  const parts: Blob[] = [];
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let pieceBytes = 0;
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    pieces.push(value);
    pieceBytes += value.byteLength;
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      throw tooLarge(url, most);
    }
    if (pieceBytes >= blobBytes) {
      parts.push(new Blob(pieces));
      pieces = [];
      pieceBytes = 0;
    }
  }
  if (parts.length === 0 && budget.admits(size)) {
    return joined(pieces, size).buffer;
  }
  const whole = new Blob([...parts, ...pieces]);
  await demandReadable(whole, url);
  return whole;
}

/** The error of a file that is too large to be kept. */
export function tooLarge(url: string, most: number): DicomError {
  return new DicomError('memory', `${url} has more than ${String(most / 2 ** 20)} MiB.`);
}

/** Throws `memory` if the browser had no place for a Blob, which it says only when that is read. */
async function demandReadable(blob: Blob, url: string): Promise<void> {
  try {
    await blob.slice(-1).arrayBuffer();
  } catch (error) {
    const message = `The browser can't keep ${url}, which has ${String(blob.size)} bytes.`;
    throw new DicomError('memory', message, { cause: error });
  }
}
