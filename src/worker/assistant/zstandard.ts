import { readAll } from '../../network/fetch.js';
import { download, nobody, type DownloadOptions } from './download.js';
import type { CompressedFile } from './messages.js';

/** What is used of the WebAssembly of zstddec. */
interface Decoder {
  memory: WebAssembly.Memory;
  malloc: (bytes: number) => number;
  ZSTD_decompress: (to: number, toBytes: number, from: number, fromBytes: number) => number;
}

/** A file begins with its length once it is decompressed. */
const lengthBytes = 4;

/** The decoders that have been fetched, by URL. */
const decoders = new Map<string, Promise<WebAssembly.Module>>();

/**
 * Fetches a file and decompresses it: Zstandard (RFC 8878) with a checksum. Throws what `download` throws, and an error if the file is damaged or incomplete.
 */
export async function fetchDecompressed(
  { url, decoderUrl }: CompressedFile,
  options: DownloadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const [file, decoder] = await Promise.all([
    download(url, options).then(readAll),
    decoderOf(decoderUrl, options),
  ]);
  return decompressed(file, decoder);
}

async function decoderOf(url: string, options: DownloadOptions): Promise<WebAssembly.Module> {
  const known = decoders.get(url);
  if (known) {
    return known;
  }
  const uncounted = { ...options, counter: nobody };
  const decoder = download(url, uncounted).then(readAll).then(WebAssembly.compile);
  decoders.set(url, decoder);
  decoder.catch(() => decoders.delete(url));
  return decoder;
}

/** Decompresses a file in a memory that goes with the decoder's instance. */
export async function decompressed(
  file: Uint8Array<ArrayBuffer>,
  decoder: WebAssembly.Module,
): Promise<Uint8Array<ArrayBuffer>> {
  const imports = { env: { emscripten_notify_memory_growth: () => undefined } };
  const instance = await WebAssembly.instantiate(decoder, imports);
  const { memory, malloc, ZSTD_decompress } = instance.exports as unknown as Decoder;
  const length = new DataView(file.buffer, 0, lengthBytes).getUint32(0, true);
  const frame = file.subarray(lengthBytes);
  const from = malloc(frame.length);
  const to = malloc(length);
  new Uint8Array(memory.buffer).set(frame, from);
  if (ZSTD_decompress(to, length, from, frame.length) !== length) {
    throw new Error('The file is damaged or incomplete.');
  }
  return new Uint8Array(memory.buffer, to, length).slice();
}
