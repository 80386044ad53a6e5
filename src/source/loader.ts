import { DicomError } from '../errors.js';
import type { DicomProgressDetail, Progress } from '../events.js';
import { sharedRuntime } from '../runtime/runtime.js';
import { Study } from '../runtime/study.js';
import { EventQueue } from './event-queue.js';
import { readSource, type ReadEvent } from './reading.js';
import type { Source } from './image-source.js';

/** What happens while a source is loaded, in this order but for progress and warnings. */
export type LoadEvent =
  | LoadProgress
  | Exclude<ReadEvent, { type: 'read' | 'added' }>
  /** There is an image; more may come. The study belongs to the reader of the events now. */
  | { type: 'opened'; study: Study }
  /** The study has more images than before. */
  | { type: 'grown' }
  /** All files are there. */
  | { type: 'complete' }
  | { type: 'failed'; error: DicomError };

/** Bytes of the runtime or the source have arrived; `sum` is of both. */
interface LoadProgress {
  type: 'progress';
  detail: DicomProgressDetail;
  sum: Progress;
}

/**
 * The times in ms between two arrangements of a study that grows: the least, from which each is twice
 * the one before, and the greatest. All files are arranged anew, and the image is rendered anew.
 */
const growthIntervals = { least: 300, greatest: 1200 };

/** Loads a source into Python. The events end when it is loaded, has failed, or the signal aborts. */
export function loadSource(source: Source, signal: AbortSignal): AsyncIterable<LoadEvent> {
  const events = new EventQueue<LoadEvent>();
  signal.addEventListener('abort', events.end, { once: true });
  void new Loading(source, signal, events.push).run().finally(events.end);
  return events;
}

class Loading {
  readonly #source: Source;
  readonly #signal: AbortSignal;
  /** Ends the downloads that are under way when the loading fails. */
  readonly #failure = new AbortController();
  readonly #report: (event: LoadEvent) => void;
  readonly #progress = new ProgressSum();
  #study: Study | undefined;
  #isOpened = false;
  #growth: ReturnType<typeof setTimeout> | undefined;
  #growthInterval = growthIntervals.least;

  constructor(source: Source, signal: AbortSignal, report: (event: LoadEvent) => void) {
    this.#source = source;
    this.#signal = signal;
    this.#report = report;
  }

  /** Loads the source; whatever fails is reported. */
  async run(): Promise<void> {
    let stopListening: (() => void) | undefined;
    try {
      const runtime = sharedRuntime();
      stopListening = runtime.listen((loaded, total) => {
        this.#report(this.#progress.after('runtime', { loaded, total }));
      });
      this.#study = new Study(runtime);
      await this.#read(this.#study);
    } catch (thrown) {
      this.#failure.abort();
      this.#report({ type: 'failed', error: DicomError.from(thrown) });
    } finally {
      stopListening?.();
      clearTimeout(this.#growth);
      if (!this.#isOpened) {
        this.#study?.close();
      }
    }
  }

  async #read(study: Study): Promise<void> {
    const signal = AbortSignal.any([this.#signal, this.#failure.signal]);
    await readSource(study, this.#source, signal, this.#handleRead);
    clearTimeout(this.#growth);
    const isOneFile = study.fileCount === 1;
    if (isOneFile) {
      this.#report({ type: 'complete' }); // nothing has grown since its first image
    }
    await study.outline();
    if (study.duplicateCount > 0) {
      const parameters = { count: study.duplicateCount };
      const warning = { code: 'files', reason: 'duplicate-files', parameters } as const;
      this.#report({ type: 'warning', warning, canRetry: false });
    }
    this.#report({ type: isOneFile ? 'grown' : 'complete' });
  }

  readonly #handleRead = (event: ReadEvent): void => {
    if (this.#signal.aborted) {
      return; // the study may be closed
    }
    if (event.type === 'read') {
      this.#report(this.#progress.after('source', event.progress));
    } else if (event.type === 'warning') {
      this.#report(event);
    } else if (this.#isOpened) {
      this.#growLater();
    } else if (this.#study) {
      this.#isOpened = true;
      this.#report({ type: 'opened', study: this.#study });
    }
  };

  /** Arranges a study that has more images: now and then, not for each file. */
  #growLater(): void {
    if (this.#growth !== undefined) {
      return;
    }
    this.#growth = setTimeout(() => {
      // What fails now fails at the end too, and is reported then.
      this.#grow().catch(() => undefined);
    }, this.#growthInterval);
    this.#growthInterval = Math.min(2 * this.#growthInterval, growthIntervals.greatest);
  }

  async #grow(): Promise<void> {
    const timeout = this.#growth;
    const study = this.#study;
    await study?.outline();
    if (!study || timeout !== this.#growth || this.#signal.aborted) {
      return;
    }
    this.#growth = undefined;
    this.#report({ type: 'grown' });
    if (study.revision < study.fileCount) {
      this.#growLater();
    }
  }
}

/** The bytes that have arrived of the runtime and of the source. */
class ProgressSum {
  readonly #counts: Record<DicomProgressDetail['phase'], Progress> = {
    runtime: { loaded: 0, total: 0 },
    source: { loaded: 0, total: 0 },
  };

  after(phase: DicomProgressDetail['phase'], count: Progress): LoadProgress {
    this.#counts[phase] = count;
    const { runtime, source } = this.#counts;
    const loaded = runtime.loaded + source.loaded;
    // The length of several downloads, or of one without a declared length, isn't known.
    const total = source.loaded > source.total ? 0 : runtime.total + source.total;
    const isStarting = runtime.total > runtime.loaded;
    return {
      type: 'progress',
      detail: { phase, ...count },
      sum: { ...source, loaded, total, phase: isStarting ? 'runtime' : 'source' },
    };
  }
}
