import { DicomError } from '../errors.js';

/**
 * Bytes from which on a file lies in a Blob, which the browser may keep on disk. A smaller one lies in
 * memory, because Python reads a Blob in blocks: an image of 8 MB was shown about 20 ms later from one.
 */
const blobBytes = 32 * 2 ** 20;

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
 * Where the browser has no place for Blobs, all lies in memory. Throws `memory` if that doesn't suffice
 * or the file has more than `most` bytes, and whatever the stream fails with.
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
  let hasPlace = true;
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
    if (hasPlace && pieceBytes >= blobBytes) {
      const part = new Blob(pieces);
      hasPlace = await isKept(part);
      if (hasPlace) {
        parts.push(part);
        pieces = [];
        pieceBytes = 0;
      }
    }
  }
  const isSmall = parts.length === 0 && budget.admits(size);
  if (hasPlace && !isSmall) {
    const whole = new Blob([...parts, ...pieces]);
    if (await isKept(whole)) {
      return whole;
    }
  }
  return inMemory(parts, pieces, url);
}

/** Whether the browser keeps a Blob: it says only when that is read that it had no place for it. */
async function isKept(blob: Blob): Promise<boolean> {
  try {
    await blob.slice(-1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function inMemory(
  parts: readonly Blob[],
  pieces: readonly Uint8Array[],
  url: string,
): Promise<ArrayBuffer> {
  try {
    const sizes = [...parts.map(({ size }) => size), ...pieces.map(({ length }) => length)];
    const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
    let at = 0;
    for (const part of [...parts, ...pieces]) {
      const piece = part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : part;
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes.buffer;
  } catch (error) {
    const message = `The browser has no place to keep ${url}.`;
    throw new DicomError('memory', message, { cause: error });
  }
}

/** The error of a file that is too large to be kept. */
export function tooLarge(url: string, most: number): DicomError {
  return new DicomError('memory', `${url} has more than ${String(most / 2 ** 20)} MiB.`);
}
