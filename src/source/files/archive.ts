// Reads zip files. It is a file of its own in dist/, which is fetched when there is one to read.

import {
  ERR_CENTRAL_DIRECTORY_NOT_FOUND,
  ERR_EOCDR_NOT_FOUND,
  ERR_SPLIT_ZIP_FILE,
  ZipReader,
  type CreateReadableOptions,
  type FileEntry,
  type Reader,
} from '@zip.js/zip.js/lib/zip-core-reader.js';

import { detailOf, type Message } from '../../languages/message.js';

export { archiveMessages } from '../../languages/en/archive-messages.js';

/** A file of an archive. */
export interface ArchiveEntry {
  /** Its path in the archive. */
  name: string;
  /** How many bytes it inflates to, as the archive says. */
  size: number;
  isEncrypted: boolean;
  /** Inflates it; the stream fails if the data are damaged, as their checksum tells. */
  open: () => ReadableStream<Uint8Array>;
}

/** As much is read of what isn't quite in order: nothing is written to a disk, all is checked. */
const tolerance = {
  strictness: 'tolerant',
  maxAppendedDataSize: 2 ** 16,
  checkSignature: true,
  useWebWorkers: false, // a policy may forbid workers that are made of text
} as const;

/**
 * Yields the files of a zip file one by one, without its folders.
 * Throws an error that `faultOf` describes if the file is damaged.
 */
export async function* filesOfArchive(
  zip: Blob,
  signal: AbortSignal,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const reader = new ZipReader(new BlobSource(zip), { ...tolerance, signal });
  for await (const entry of reader.getEntriesGenerator()) {
    if (!entry.directory) {
      const { filename, uncompressedSize, encrypted } = entry;
      const path = filename.replaceAll('\\', '/'); // as some programs write on Windows
      const open = () => inflated(entry);
      yield { name: path, size: uncompressedSize, isEncrypted: encrypted, open };
    }
  }
}

/**
 * Tells what an error of `filesOfArchive` means: `truncated` if the directory at the end of the file
 * is missing, `decode` if anything else is wrong. That is told as plain data: what lies in a file of
 * its own would have a class of errors of its own.
 */
export function faultOf(
  error: unknown,
  name: string,
): { code: 'truncated' | 'decode'; why: Message } {
  const { message } = error as Error;
  if (message === ERR_EOCDR_NOT_FOUND || message === ERR_CENTRAL_DIRECTORY_NOT_FOUND) {
    return { code: 'truncated', why: { reason: 'zip-cut', parameters: { name } } };
  }
  if (message === ERR_SPLIT_ZIP_FILE) {
    return { code: 'decode', why: { reason: 'zip-split', parameters: { name } } };
  }
  const parameters = { name, detail: detailOf(error) };
  return { code: 'decode', why: { reason: 'zip-damaged', parameters } };
}

/** What zip.js reads at random; its own reader of Blobs comes with all its other readers. */
class BlobSource implements Reader<Blob> {
  readonly size: number;
  readonly #blob: Blob;

  constructor(blob: Blob) {
    this.#blob = blob;
    this.size = blob.size;
  }

  get readable(): ReadableStream<Uint8Array> {
    return this.#blob.stream();
  }

  createReadable({
    offset = 0,
    size = this.size - offset,
  }: CreateReadableOptions = {}): ReadableStream<Uint8Array> {
    return this.#blob.slice(offset, offset + size).stream();
  }

  async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return new Uint8Array(await this.#blob.slice(index, index + length).arrayBuffer());
  }
}

function inflated(entry: FileEntry): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  entry
    .getData(writable)
    .catch((error: unknown) => writable.abort(error))
    .catch(() => undefined); // it has failed already, or nobody reads on
  return readable;
}
