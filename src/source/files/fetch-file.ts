import { DicomError, type DicomErrorOptions } from '../../errors.js';
import type { MessageArguments } from '../../languages/message.js';
import { fetchWithStallLimit, StallError, type Fetcher } from '../../network/fetch.js';
import { MemoryBudget, readBody, tooLarge } from './body.js';

/** The most bytes of one file: more than a WebAssembly memory has, 4 GiB, Python could not address. */
const mostBytes = 4 * 2 ** 30;

/** How a URL is fetched. */
export interface FetchOptions {
  crossOrigin: 'anonymous' | 'use-credentials';
  /** The page's own way to fetch, at the moment. */
  fetcher?: (() => Fetcher | undefined) | undefined;
  signal: AbortSignal;
  /** Receives the number of bytes that have arrived; total is 0 while it is unknown. */
  onProgress: (loaded: number, total: number) => void;
  /** What the files of the source may occupy of the memory. */
  budget?: MemoryBudget;
  /** How long the download may bring no byte, in ms. */
  stallLimit?: number;
}

/** A download that failed in a way that may be over at another try. */
export class PassingFailure extends DicomError {
  /** `retryAfter` is how long the server asks to wait, in ms. */
  constructor(
    readonly retryAfter: number,
    ...why: MessageArguments<DicomErrorOptions>
  ) {
    super('network', ...why);
  }
}

/**
 * Fetches the file at a URL, also of `blob:` and `data:`: small ones as an ArrayBuffer, others as a Blob.
 * Throws a `DicomError` of `network`, also for a download that brings no byte for 15 s, `cors`, or
 * `memory` for a file that is too large, and the signal's reason when that aborts.
 */
export async function fetchFile(url: string, options: FetchOptions): Promise<ArrayBuffer | Blob> {
  try {
    return await download(url, options);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof DicomError) {
      throw error;
    }
    if (error instanceof StallError) {
      const { seconds } = error;
      throw new PassingFailure(0, 'download-stalled', { url, seconds }, { cause: error });
    }
    throw new PassingFailure(0, 'download-broken', { url }, { cause: error });
  }
}

async function download(url: string, options: FetchOptions): Promise<ArrayBuffer | Blob> {
  let loaded = 0;
  let total = 0;
  const arrived = (bytes: number) => {
    loaded += bytes;
    // Another origin may hide that it compresses: then the length was the compression's.
    options.onProgress(loaded, loaded > total ? 0 : total);
  };
  const response = await request(url, options, arrived);
  if (!response.ok) {
    await response.body?.cancel();
    throw refusal(url, response);
  }
  total = declaredLength(response);
  if (total > mostBytes) {
    await response.body?.cancel();
    throw tooLarge(url, mostBytes);
  }
  const { budget = new MemoryBudget() } = options;
  return response.body ? readBody(response.body, url, budget, mostBytes) : new ArrayBuffer(0);
}

async function request(
  url: string,
  { crossOrigin, signal, stallLimit, fetcher }: FetchOptions,
  arrived: (bytes: number) => void,
): Promise<Response> {
  const credentials = crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
  try {
    const limit = stallLimit === undefined ? {} : { limit: stallLimit };
    const more = { arrived, fetcher: fetcher?.(), ...limit };
    return await fetchWithStallLimit(url, { credentials, signal }, more);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StallError || error instanceof DicomError) {
      throw error;
    }
    // The two failures look alike to a page; a server that answers an opaque request is only closed.
    if (await answersOpaquely(url, signal, fetcher?.())) {
      const { origin } = new URL(url);
      throw new DicomError('cors', 'origin-closed', { origin, url }, { cause: error });
    }
    throw isOnNetwork(url)
      ? new PassingFailure(0, 'url-unreachable', { url }, { cause: error })
      : new DicomError('network', 'url-unreachable', { url }, { cause: error });
  }
}

/** The error of an answer that isn't the file: of one that the server may give otherwise later, a passing one. */
function refusal(url: string, { status, statusText, headers }: Response): DicomError {
  const parameters = { status: `${String(status)} ${statusText}`.trim(), url };
  return status >= 500 || status === 429
    ? new PassingFailure(waitOf(headers.get('retry-after')), 'http-status', parameters)
    : new DicomError('network', 'http-status', parameters);
}

/** How long a server asks to wait, in ms: *Retry-After* is in seconds or a date (RFC 9110 10.2.3). */
function waitOf(retryAfter: string | null): number {
  if (retryAfter === null) {
    return 0;
  }
  const seconds = Number(retryAfter);
  const wait = Number.isNaN(seconds) ? Date.parse(retryAfter) - Date.now() : seconds * 1000;
  return Math.max(wait, 0) || 0;
}

/** The length of what will arrive; 0 where it is unknown, as of a compressed response. */
function declaredLength({ headers }: Response): number {
  return headers.has('content-encoding') ? 0 : Number(headers.get('content-length') ?? 0);
}

function isOnNetwork(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

async function answersOpaquely(
  url: string,
  signal: AbortSignal,
  fetcher: Fetcher | undefined,
): Promise<boolean> {
  try {
    await fetchWithStallLimit(url, { method: 'HEAD', mode: 'no-cors', signal }, { fetcher });
    return new URL(url).origin !== globalThis.location.origin;
  } catch {
    return false; // it can't be reached in this way either: not a matter of CORS
  }
}
