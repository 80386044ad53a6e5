import { DicomError } from '../errors.js';
import type { DicomProgressDetail, Progress } from '../events.js';
import type { FileProgress } from './files/fetch-all.js';
import { fill, type FillingOptions } from './reading.js';
import { sharedRuntime } from '../runtime/runtime.js';
import type { Source } from './source.js';
import type { Warning } from '../protocol/messages.js';
import { Study } from '../runtime/study.js';

/** What the loader tells of a source that hasn't been replaced meanwhile. */
export interface LoaderOptions {
  /** Bytes of one phase have arrived; `sum` is of both. */
  progressed: (detail: DicomProgressDetail, sum: Progress) => void;
  warned: (warning: Warning) => void;
  /** There is an image; more may come. */
  opened: (study: Study) => void;
  /** More images have come, and maybe the last. */
  grew: () => void;
  failed: (error: DicomError) => void;
}

/** How long it takes, in ms, until images that have come are told of, with those that follow. */
const growthInterval = 300;

/** Brings one source at a time into Python; a new one aborts the one before. */
export class Loader {
  readonly #options: LoaderOptions;
  /** Ends what is told of the newest source, also once that is loaded. */
  #abort: AbortController | undefined;
  /** The studies that are the element's. */
  readonly #opened = new WeakSet<Study>();
  #state: 'idle' | 'opening' | 'growing' = 'idle';
  #settled: Promise<void> = Promise.resolve();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** Whether a source is on its way, of which there is no image yet. */
  get isOpening(): boolean {
    return this.#state === 'opening';
  }

  /** Whether a source is on its way. */
  get isLoading(): boolean {
    return this.#state !== 'idle';
  }

  /** Resolves when the source is loaded or was replaced; rejects with a `DicomError` if it fails. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Loads a source; the outcome comes through the options. */
  load(source: Source): void {
    this.cancel();
    const abort = new AbortController();
    this.#abort = abort;
    this.#state = 'opening';
    this.#settled = this.#run(source, abort);
    // `failed` has told the element; whoever waits for `settled` hears of it too.
    this.#settled.catch(() => undefined);
  }

  /** Gives the newest source up, if there is one. */
  cancel(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#state = 'idle';
    this.#settled = Promise.resolve();
  }

  async #run(source: Source, abort: AbortController): Promise<void> {
    const { signal } = abort;
    const report = this.#progressReporter();
    const warned = this.#warnOnce(signal);
    try {
      const runtime = sharedRuntime();
      const stopListening = runtime.listen((loaded, total) => {
        report('runtime', { loaded, total });
      });
      signal.addEventListener('abort', stopListening);
      const progressed = (progress: FileProgress) => {
        report('source', progress);
      };
      try {
        await this.#fill(new Study(runtime, warned), source, { signal, warned, progressed });
      } finally {
        stopListening();
      }
    } catch (thrown) {
      if (signal.aborted) {
        return; // whatever became of it, nobody waits for it any more
      }
      abort.abort(); // files that are on their way still
      this.#state = 'idle';
      const error = DicomError.from(thrown);
      this.#options.failed(error);
      throw error;
    }
  }

  /** Adds files to a study, which is the element's from its first image on. */
  async #fill(study: Study, source: Source, options: Omit<FillingOptions, 'added'>): Promise<void> {
    const { signal, warned } = options;
    const growth = new Growth(study, signal, this.#options.grew);
    const added = () => {
      if (this.#opened.has(study)) {
        growth.follow();
      } else {
        this.#opened.add(study);
        this.#state = 'growing';
        this.#options.opened(study);
      }
    };
    try {
      await fill(study, source, { ...options, added });
      signal.throwIfAborted();
      if (study.fileCount === 1) {
        this.#state = 'idle'; // nothing has grown since its first image
      }
      growth.end();
      await study.outline();
      signal.throwIfAborted();
      if (study.duplicateCount > 0) {
        const parameters = { count: study.duplicateCount };
        warned({ code: 'files', reason: 'duplicate-files', parameters });
      }
      this.#state = 'idle';
      this.#options.grew();
    } finally {
      growth.end();
      if (!this.#opened.has(study)) {
        study.close();
      }
    }
  }

  /** Tells of each warning once, as long as its source is wanted. */
  #warnOnce(signal: AbortSignal): LoaderOptions['warned'] {
    const before = new Set<string>();
    return (warning) => {
      const text = JSON.stringify(warning);
      if (!signal.aborted && !before.has(text)) {
        before.add(text);
        this.#options.warned(warning);
      }
    };
  }

  #progressReporter(): (phase: DicomProgressDetail['phase'], count: Progress) => void {
    const none: Progress = { loaded: 0, total: 0 };
    const counts = { runtime: none, source: none };
    return (phase, count) => {
      counts[phase] = count;
      const { runtime, source } = counts;
      const loaded = runtime.loaded + source.loaded;
      // Of several downloads, or one that doesn't tell, the length isn't known.
      const total = source.loaded > source.total ? 0 : runtime.total + source.total;
      this.#options.progressed({ phase, ...count }, { ...source, loaded, total });
    };
  }
}

/** Tells of a study that grows: now and then, not of each file. */
class Growth {
  readonly #study: Study;
  readonly #signal: AbortSignal;
  readonly #grew: () => void;
  #timeout: ReturnType<typeof setTimeout> | undefined;

  constructor(study: Study, signal: AbortSignal, grew: () => void) {
    this.#study = study;
    this.#signal = signal;
    this.#grew = grew;
  }

  /** There are more images, which will be told of with those that come meanwhile. */
  follow(): void {
    this.#timeout ??= setTimeout(() => {
      // What fails now fails at the end too, and is told of then.
      this.#tell().catch(() => undefined);
    }, growthInterval);
  }

  end(): void {
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
  }

  async #tell(): Promise<void> {
    const timeout = this.#timeout;
    try {
      await this.#study.outline();
      if (timeout !== this.#timeout || this.#signal.aborted) {
        return; // it has ended meanwhile
      }
    } finally {
      if (timeout === this.#timeout) {
        this.#timeout = undefined;
      }
    }
    this.#grew();
    if (this.#study.revision < this.#study.fileCount) {
      this.follow();
    }
  }
}
