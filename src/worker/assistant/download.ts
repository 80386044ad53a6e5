import { detailOf } from '../../languages/message.js';
import { fetchWithStallLimit, StallError, type StallOptions } from '../../network/fetch.js';
import { nameOf } from '../../network/import.js';
import { CodedError } from '../../protocol/coded-error.js';

/** Hears of bytes as they arrive: how many are expected, and how many more are there. */
export interface ByteCounter {
  expect(bytes: number): void;
  add(bytes: number): void;
}

/** Counts nothing. */
export const nobody: ByteCounter = { expect: () => undefined, add: () => undefined };

export interface DownloadOptions {
  counter: ByteCounter;
  /** Whether the file is fetched past the browser's cache, where it may be damaged. */
  isRetry?: boolean;
  stalled?: NonNullable<StallOptions['stalled']>;
}

/**
 * Fetches a file, and counts its bytes; throws a `CodedError` of `runtime` if it isn't there or nobody
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
    throw cause instanceof StallError ? stallOf(cause) : unavailable(url, detailOf(cause), cause);
  });
  const { ok, status, headers, body } = response;
  if (!ok || !body) {
    await body?.cancel();
    throw new CodedError('runtime', 'runtime-file', { url, status: String(status) });
  }
  const isEncoded = headers.has('content-encoding');
  counter.expect(isEncoded ? 0 : Number(headers.get('content-length') ?? 0));
  return body;
}

/** The error of a start whose file brings nothing. */
export function stallOf(error: StallError): CodedError {
  const { url, seconds } = error;
  return new CodedError('runtime', 'download-stalled', { url, seconds }, { cause: error });
}

function unavailable(url: string, detail: string, cause: unknown): CodedError {
  return new CodedError('runtime', 'file-unfetched', { file: nameOf(url), detail }, { cause });
}
