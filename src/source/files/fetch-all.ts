import { DicomError } from '../../errors.js';
import type { ByteCount, Progress } from '../../events.js';
import type { Warning } from '../../protocol/messages.js';
import { fetchBytes, type FetchOptions } from './fetch-bytes.js';
import { Failures } from './failures.js';
import type { NamedFile } from './named-file.js';

/** How many files have come of how many, and bytes; `total` is 0 until all lengths are known. */
export type FileProgress = Required<Progress>;

/** How URLs are fetched. */
export interface FetchAllOptions {
  crossOrigin: FetchOptions['crossOrigin'];
  signal: AbortSignal;
  /** URLs could not be fetched, though others can: which, once at the end. */
  warned: (warning: Warning) => void;
  progressed: (progress: FileProgress) => void;
}

/** As many connections as a browser has for a host with HTTP/1.1. */
const concurrency = 6;

/** A download that has ended, by its place among the URLs. */
interface Arrival {
  index: number;
  outcome: ArrayBuffer | DicomError;
}

/**
 * Fetches URLs, six at a time, and yields the files as they arrive, each named by its URL.
 * Throws the first failure if none arrives, and the signal's reason when that aborts.
 */
export async function* fetchAll(
  urls: readonly string[],
  { crossOrigin, signal, warned, progressed }: FetchAllOptions,
): AsyncGenerator<NamedFile, void, undefined> {
  const failures = new Failures();
  const counter = new Counter(urls.length, progressed);
  const ended = new AbortController();
  const running = new Map<number, Promise<Arrival>>();
  let started = 0;

  const fetchOne = async (index: number, url: string): Promise<Arrival> => {
    const onProgress = (loaded: number, total: number) => {
      counter.count(index, { loaded, total });
    };
    const either = AbortSignal.any([signal, ended.signal]);
    try {
      const outcome = await fetchBytes(url, { crossOrigin, signal: either, onProgress });
      return { index, outcome };
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
        yield { name: urls[index] ?? '', place: index, file: outcome, size: outcome.byteLength };
      }
    }
  } finally {
    ended.abort(); // whoever reads no further wants no more downloads
  }
  failures.end(warned);
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
