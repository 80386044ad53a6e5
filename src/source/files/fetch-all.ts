import { DicomError } from '../../errors.js';
import type { ByteCount, Progress } from '../../events.js';
import type { Warning } from '../../protocol/messages.js';
import { MemoryBudget } from './body.js';
import { fetchFile, type FetchOptions } from './fetch-file.js';
import { Failures } from './failures.js';
import { persist } from './persist.js';
import type { NamedFile } from './named-file.js';

/** How many files have come of how many, and bytes; `total` is 0 until all lengths are known. */
export type FileProgress = Required<Omit<Progress, 'phase'>>;

/** How URLs are fetched. */
export interface FetchAllOptions extends Pick<
  FetchOptions,
  'crossOrigin' | 'fetcher' | 'signal' | 'budget'
> {
  /** Fetches the file of a URL. */
  load?: typeof fetchFile;
  /** URLs could not be fetched, though others can: which, once at the end. */
  warned: (warning: Warning) => void;
  progressed: (progress: FileProgress) => void;
  /** How long to wait before each further try of a file whose failure may pass, in ms. */
  pauses?: readonly number[];
}

/** As many connections as a browser has for a host with HTTP/1.1. */
const concurrency = 6;

/** A download that has ended, by its place among the URLs. */
interface Arrival {
  index: number;
  outcome: ArrayBuffer | Blob | DicomError;
}

/**
 * Fetches URLs, six at a time, and yields the files as they arrive, each named by its URL. Of several,
 * one whose failure may pass is tried again before it counts as failed.
 * Throws the first failure if none arrives, and the signal's reason when that aborts.
 */
export async function* fetchAll(
  urls: readonly string[],
  options: FetchAllOptions,
): AsyncGenerator<NamedFile, void, undefined> {
  const { signal, warned, progressed, pauses, load = fetchFile } = options;
  const failures = new Failures();
  const counter = new Counter(urls.length, progressed);
  const ended = new AbortController();
  const running = new Map<number, Promise<Arrival>>();
  let started = 0;

  const { crossOrigin, fetcher, budget = new MemoryBudget() } = options;
  const either = AbortSignal.any([signal, ended.signal]);

  /** Whether a further try may help: a page's one file is shown as failed at once, where a person can try again. */
  const mayTryAgain = () =>
    urls.length > 1 && (failures.hasSuccess || failures.count < concurrency);

  const fetchOne = async (index: number, url: string): Promise<Arrival> => {
    let most = 0; // a further try begins from nothing, which isn't reported
    const onProgress = (loaded: number, total: number) => {
      most = Math.max(most, loaded);
      counter.count(index, { loaded: most, total: most > total ? 0 : total });
    };
    const fileOptions = { crossOrigin, fetcher, signal: either, onProgress, budget };
    try {
      const attempt = () => load(url, fileOptions);
      return { index, outcome: await persist(attempt, { signal: either, pauses, mayTryAgain }) };
    } catch (error) {
      return { index, outcome: DicomError.from(error) };
    }
  };
  const startSome = () => {
    for (const url of urls.slice(started, started + concurrency - running.size)) {
      running.set(started, fetchOne(started, url));
      started += 1;
    }
  };

  try {
    startSome();
    while (running.size > 0) {
      const { index, outcome } = await Promise.race(running.values());
      signal.throwIfAborted();
      running.delete(index);
      startSome();
      counter.end(index);
      if (outcome instanceof DicomError) {
        failures.add(outcome);
      } else {
        failures.succeeded();
        const size = outcome instanceof Blob ? outcome.size : outcome.byteLength;
        yield { name: urls[index] ?? '', place: index, file: outcome, size };
      }
    }
  } finally {
    ended.abort(); // whoever reads no further wants no more downloads
  }
  failures.end(warned, urls.length);
}

/** Sums the bytes of downloads that run at once. */
class Counter {
  readonly #progressed: FetchAllOptions['progressed'];
  readonly #counts: ByteCount[];
  #loaded = 0;
  #total = 0;
  /** How many downloads are of a length that isn't known: also those that haven't begun. */
  #unknown: number;
  #files = 0;

  constructor(fileCount: number, progressed: FetchAllOptions['progressed']) {
    this.#progressed = progressed;
    this.#counts = Array<ByteCount>(fileCount).fill(unknown);
    this.#unknown = fileCount;
  }

  count(index: number, count: ByteCount): void {
    const last = this.#counts[index] ?? unknown;
    this.#counts[index] = count;
    this.#loaded += count.loaded - last.loaded;
    this.#total += count.total - last.total;
    this.#unknown += Number(count.total === 0) - Number(last.total === 0);
    this.#progressed({
      loaded: this.#loaded,
      total: this.#unknown > 0 ? 0 : this.#total,
      files: this.#files,
      fileCount: this.#counts.length,
    });
  }

  /** A download has ended: what has come of it, or would have, is all. */
  end(index: number): void {
    const loaded = this.#counts[index]?.loaded ?? 0;
    this.#files += 1;
    this.count(index, { loaded, total: loaded });
  }
}

const unknown: ByteCount = { loaded: 0, total: 0 };
