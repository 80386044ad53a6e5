import { DicomError } from '../../errors.js';

/** How long a download may bring no byte, in ms, before it is given up. */
const stallLimit = 15_000;

/** How a URL is fetched. */
export interface FetchOptions {
  crossOrigin: 'anonymous' | 'use-credentials';
  signal: AbortSignal;
  /** Hears of the bytes that have arrived; total is 0 while it is unknown. */
  onProgress: (loaded: number, total: number) => void;
}

/**
 * Fetches a URL, also of `blob:` and `data:`.
 * Throws a `DicomError` of `network`, also for a download that brings no byte for 15 s, or `cors`,
 * and the signal's reason when that aborts.
 */
export async function fetchBytes(url: string, options: FetchOptions): Promise<ArrayBuffer> {
  const stall = new StallTimer();
  const signal = AbortSignal.any([options.signal, stall.signal]);
  try {
    const response = await request(url, options.crossOrigin, signal);
    if (!response.ok) {
      const status = `${String(response.status)} ${response.statusText}`.trim();
      throw new DicomError('network', 'http-status', { status, url });
    }
    return await readCounted(response, stall, options.onProgress);
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof DicomError) {
      throw error;
    }
    if (stall.signal.aborted) {
      const seconds = stallLimit / 1000;
      throw new DicomError('network', 'download-stalled', { url, seconds }, { cause: error });
    }
    throw new DicomError('network', 'download-broken', { url }, { cause: error });
  } finally {
    stall.stop();
  }
}

async function request(
  url: string,
  crossOrigin: FetchOptions['crossOrigin'],
  signal: AbortSignal,
): Promise<Response> {
  const credentials = crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
  try {
    return await fetch(url, { credentials, signal });
  } catch (error) {
    signal.throwIfAborted();
    // The two failures look alike to a page; a server that answers an opaque request is only closed.
    if (await answersOpaquely(url, signal)) {
      const { origin } = new URL(url);
      throw new DicomError('cors', 'origin-closed', { origin, url }, { cause: error });
    }
    throw new DicomError('network', 'url-unreachable', { url }, { cause: error });
  }
}

async function answersOpaquely(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', mode: 'no-cors', signal });
    return new URL(url).origin !== globalThis.location.origin;
  } catch {
    return false; // it can't be reached in this way either: not a matter of CORS
  }
}

async function readCounted(
  response: Response,
  stall: StallTimer,
  onProgress: FetchOptions['onProgress'],
): Promise<ArrayBuffer> {
  // The length of a compressed response is that of the compression, not of what arrives here.
  const isEncoded = response.headers.has('content-encoding');
  const total = isEncoded ? 0 : Number(response.headers.get('content-length') ?? 0);
  let loaded = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      stall.restart();
      loaded += chunk.byteLength;
      // Another origin may hide that it compresses: then the length was the compression's.
      onProgress(loaded, loaded > total ? 0 : total);
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body?.pipeThrough(counting) ?? null).arrayBuffer();
}

/** Aborts its signal when it isn't restarted in time. */
class StallTimer {
  readonly #controller = new AbortController();
  #timeout: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.restart();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  restart(): void {
    this.stop();
    this.#timeout = setTimeout(() => {
      this.#controller.abort();
    }, stallLimit);
  }

  stop(): void {
    clearTimeout(this.#timeout);
  }
}
