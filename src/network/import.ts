import { fetchWithStallLimit, readAll, stallLimit } from './fetch.js';
import { StallTimer } from './stall-timer.js';

/** How many times each module could not be imported, by its URL. */
const failures = new Map<string, number>();

/** What is known of a file before it is fetched. */
export interface ImportOptions {
  /** The file's hash as `fetch` takes it (Subresource Integrity), where it is known. */
  integrity?: string | undefined;
  /** How long the download may bring no byte, in ms. */
  limit?: number;
}

/**
 * Imports a module, which is fetched before, because an import can't be given up and doesn't check
 * what comes; it has to export something. After a failure the next try fetches it anew: under the URL of a module that has failed,
 * a browser doesn't. Throws an error that names the file.
 */
export async function importWithStallLimit(
  url: string,
  { integrity, limit = stallLimit }: ImportOptions = {},
): Promise<unknown> {
  const count = failures.get(url) ?? 0;
  const address = new URL(url);
  if (count > 0) {
    address.searchParams.set('retry', String(count));
  }
  try {
    const start = performance.now();
    await fetchWhole(address.href, { integrity, limit });
    // It comes from the browser's cache now, or once more as fast.
    const again = limit + 2 * (performance.now() - start);
    const module = (await withLimit(import(address.href), again, nameOf(url))) as object;
    if (Object.keys(module).length === 0) {
      throw new Error(`a bundler took the exports of ${nameOf(url)}: set DicomViewer.base`);
    }
    return module;
  } catch (error) {
    failures.set(url, count + 1);
    throw error;
  }
}

/**
 * Fetches a file; throws an error that names it if it can't be had, stalls or isn't what it should be.
 * `isRetry` fetches it past the browser's cache, where it may be damaged.
 */
export async function fetchWhole(
  url: string,
  { integrity, limit = stallLimit, isRetry = false }: ImportOptions & { isRetry?: boolean } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const init: RequestInit = isRetry ? { cache: 'reload' } : {};
  let response: Response;
  try {
    response = await fetchWithStallLimit(url, integrity ? { ...init, integrity } : init, { limit });
    if (response.ok && response.body) {
      return await readAll(response.body);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${nameOf(url)} can't be fetched, or is damaged: ${reason}`, { cause: error });
  }
  await response.body?.cancel();
  const status = String(response.status);
  throw new Error(`${nameOf(url)} can't be fetched: the server answered ${status}.`);
}

/** Paths of packages on servers for development, which change scripts on the way. */
const onDevelopmentServer = /\/(node_modules|@fs)\//;

/** Whether a file of dist/ is as it was built: a bundler that names it anew may have changed it, too. */
export function isAsBuilt(url: string, name: string): boolean {
  return nameOf(url) === name && !onDevelopmentServer.test(url);
}

/** The name of the file at a URL. */
export function nameOf(url: string): string {
  const { pathname } = new URL(url);
  return pathname.slice(pathname.lastIndexOf('/') + 1);
}

async function withLimit<T>(loading: Promise<T>, limit: number, name: string): Promise<T> {
  let timer: StallTimer | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = new StallTimer(limit, () => {
      reject(new Error(`${name} could be fetched, but not imported.`));
    });
    timer.restart();
  });
  const loaded = loading.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${name} is damaged: ${reason}`, { cause: error });
  });
  try {
    return await Promise.race([loaded, stalled]);
  } finally {
    timer?.stop();
  }
}
