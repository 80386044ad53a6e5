import { DicomError } from '../../errors.js';
import { joined } from '../../network/fetch.js';

/** How much memory the machine has in GB, at most 8, where a browser says so; a server has no `navigator`. */
const { navigator: { deviceMemory = 4 } = {} } = globalThis as {
  navigator?: { deviceMemory?: number };
};

/**
 * How many bytes of one source's files lie in memory; those that come later lie in Blobs. A series of
 * 1000 slices has half a gigabyte, which its planes need in memory anyway: where there is enough of it,
 * none of them comes by way of the disk, which takes four times as long.
 */
const memoryBytes = (deviceMemory >= 8 ? 1024 : 256) * 2 ** 20;

/**
 * Bytes from which on a file lies in a Blob, which the browser may keep on disk. A smaller one lies in
 * memory, because Python reads a Blob in blocks: an image of 8 MB was shown about 20 ms later from one, and a step
 * through frames of 512² takes 3 ms longer.
 */
const blobBytes = (deviceMemory >= 8 ? 128 : 32) * 2 ** 20;

/** What the files of one source may occupy of the page's memory. */
export class MemoryBudget {
  /** From how many bytes on a file is too large for it. */
  readonly tooLarge: number;
  #left: number;

  constructor(bytes = memoryBytes, tooLarge = blobBytes) {
    this.#left = bytes;
    this.tooLarge = tooLarge;
  }

  /** Whether a file of so many bytes lies in memory; if so, they are counted. */
  admits(size: number): boolean {
    if (size >= this.tooLarge || size > this.#left) {
      return false;
    }
    this.#left -= size;
    return true;
  }
}

/**
 * Reads a file: a small one into memory while the budget lasts, any other into a Blob.
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
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  while (size < budget.tooLarge) {
    const { done, value } = await reader.read();
    if (done) {
      if (budget.admits(size)) {
        return joined(pieces, size).buffer;
      }
      break;
    }
    pieces.push(value);
    size += value.byteLength;
  }
  return readBlob(pieces, reader, url, most);
}

/**
 * Reads what has come and what comes into a Blob. The browser puts the body of a response on disk as
 * it arrives; a Blob that is made of pieces fills its memory, of which some have no more than 500 MB.
 */
async function readBlob(
  pieces: Uint8Array<ArrayBuffer>[],
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
  url: string,
  most: number,
): Promise<Blob> {
  let size = 0;
  let failure: { reason: unknown } | undefined;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const value = pieces.shift() ?? (await reader.read()).value;
          if (!value) {
            controller.close();
            return;
          }
          size += value.byteLength;
          if (size > most) {
            throw tooLarge(url, most);
          }
          controller.enqueue(value);
        } catch (error) {
          failure = { reason: error }; // a response fails with an error of its own
          throw error;
        }
      },
    },
    { highWaterMark: 0 },
  );
  try {
    const blob = await new Response(body).blob();
    await blob.slice(-1).arrayBuffer(); // a browser without a place for it says so only now
    return blob;
  } catch (cause) {
    await reader.cancel().catch(() => undefined); // what has failed needn't be stopped
    throw failure ? failure.reason : new DicomError('memory', 'file-not-kept', { url }, { cause });
  }
}

/** The error of a file that is too large to be kept. */
export function tooLarge(url: string, most: number): DicomError {
  return new DicomError('memory', 'download-too-large', { url, limit: most / 2 ** 20 });
}
