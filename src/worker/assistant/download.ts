import { DicomError } from '../../errors.js';
import { fetchWithStallLimit, StallError, type StallOptions } from '../../network/fetch.js';
import { nameOf } from '../../network/import.js';

/** Hears of bytes as they arrive: how many are expected, and how many more are there. */
export interface ByteCounter {
  expect(bytes: number): void;
  add(bytes: number): void;
}

export interface DownloadOptions {
  counter: ByteCounter;
  /** Whether the file is fetched past the browser's cache, where it may be damaged. */
  isRetry?: boolean;
  stalled?: NonNullable<StallOptions['stalled']>;
}

/**
 * Fetches a file, and counts its bytes; throws a `DicomError` of `runtime` if it isn't there or nobody
 * answers, and the stream fails with a `StallError` where no byte comes for 15 s.
 */
export async function download(
  url: string,
  { counter, isRetry = false, stalled }: DownloadOptions,
): Promise<ReadableStream<Uint8Array>> {
  const arrived = (bytes: number) => {
    counter.add(bytes);
  };
  const init: RequestInit = isRetry ? { cache: 'reload' } : {};
  const options = stalled ? { arrived, stalled } : { arrived };
  const response = await fetchWithStallLimit(url, init, options).catch((cause: unknown) => {
    throw cause instanceof StallError ? stallOf(cause) : unavailable(url, String(cause), cause);
  });
  const { ok, status, headers, body } = response;
  if (!ok || !body) {
    await body?.cancel();
    throw unavailable(url, `the server answered ${String(status)}`);
  }
  const isEncoded = headers.has('content-encoding');
  counter.expect(isEncoded ? 0 : Number(headers.get('content-length') ?? 0));
  return body;
}

/** What a stream brings as gzip. */
export function inflated(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const inflation = new DecompressionStream('gzip');
  return stream.pipeThrough(inflation as ReadableWritablePair<Uint8Array, Uint8Array>);
}

/** The error of a start whose file brings nothing. */
export function stallOf(error: StallError): DicomError {
  return new DicomError('runtime', error.message, { cause: error });
}

function unavailable(url: string, reason: string, cause?: unknown): DicomError {
  return new DicomError('runtime', `${nameOf(url)} can't be fetched: ${reason}.`, { cause });
}
