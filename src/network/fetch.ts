import { StallTimer } from './stall-timer.js';

/** How long a download may bring no byte, in ms, before it is given up. */
export const stallLimit = 15_000;

/** A download that brought no byte for as long as its limit. */
export class StallError extends Error {
  override readonly name = 'StallError';

  constructor(
    readonly url: string,
    readonly seconds: number,
  ) {
    super(`The download of ${url} brought nothing for ${String(seconds)} seconds.`);
  }
}

/** What fetches instead of the page's `fetch`. */
export type Fetcher = (request: Request) => Promise<Response>;

export interface StallOptions {
  /** Undefined for the page's `fetch`. */
  fetcher?: Fetcher | undefined;
  /** How long the download may bring no byte, in ms. */
  limit?: number;
  /** Receives the number of bytes of each piece that arrives. */
  arrived?: (bytes: number) => void;
  /** Receives the error, which what reads the body may replace by another. */
  stalled?: (error: StallError) => void;
}

/**
 * Fetches a URL as `fetch` does. If no byte arrives for as long as the limit, the promise rejects, or
 * the response's body fails, with a `StallError`. Only the time in which somebody waits for a byte is
 * counted, not the time in which nobody reads.
 */
export async function fetchWithStallLimit(
  url: string,
  init: RequestInit = {},
  { fetcher, limit = stallLimit, arrived, stalled }: StallOptions = {},
): Promise<Response> {
  const abort = new AbortController();
  const error = new StallError(url, limit / 1000);
  const timer = new StallTimer(limit, () => {
    stalled?.(error);
    abort.abort(error);
  });
  const signal = init.signal ? AbortSignal.any([init.signal, abort.signal]) : abort.signal;

  /** Waits for what the network brings next. */
  async function next<T>(arrival: Promise<T>): Promise<T> {
    timer.restart();
    try {
      return await arrival;
    } catch (thrown) {
      throw abort.signal.aborted ? error : thrown; // browsers differ in what an abort throws
    } finally {
      timer.stop();
    }
  }

  const all = { ...init, signal };
  const response = await next(fetcher ? fetcher(new Request(url, all)) : fetch(url, all));
  const reader = response.body?.getReader();
  if (!reader) {
    return response;
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await next(reader.read());
        if (done) {
          controller.close();
        } else {
          arrived?.(value.byteLength);
          controller.enqueue(value);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

/** Reads a stream to its end. Unlike `Response.arrayBuffer`, this fails with what the stream fails with. */
export async function readAll(
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    pieces.push(value);
    size += value.byteLength;
  }
  return joined(pieces, size);
}

/** Copies pieces, of so many bytes in all, into one array. */
export function joined(
  pieces: readonly Uint8Array[],
  size = pieces.reduce((sum, { byteLength }) => sum + byteLength, 0),
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}
