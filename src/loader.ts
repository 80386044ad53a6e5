import { DicomError } from './errors.js';
import type { ByteCount, DicomProgressDetail, DicomWarningDetail } from './events.js';
import { fill, type FillingOptions, type SourceFile } from './filling.js';
import { sharedRuntime } from './runtime/runtime.js';
import { readSource, type Source } from './source.js';
import { Study } from './study.js';

/** What the loader tells of a source that hasn't been replaced meanwhile. */
export interface LoaderOptions {
  /** Bytes of one phase have arrived; `sum` is of both. */
  progressed: (detail: DicomProgressDetail, sum: ByteCount) => void;
  warned: (detail: DicomWarningDetail) => void;
  /** There is an image; more may come. */
  opened: (study: Study) => void;
  /** More images have come, and maybe the last. */
  grew: () => void;
  failed: (error: DicomError) => void;
}

/** How long it takes, in ms, until more images are told of while they come. */
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
    this.#settled = this.#run(source, abort.signal);
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

  async #run(source: Source, signal: AbortSignal): Promise<void> {
    const report = this.#progressReporter();
    const warned = this.#warnOnce(signal);
    try {
      const runtime = sharedRuntime();
      const stopListening = runtime.listen((loaded, total) => {
        report('runtime', { loaded, total });
      });
      signal.addEventListener('abort', stopListening);
      const progress = (loaded: number, total: number) => {
        report('source', { loaded, total });
      };
      const files = readSource(source, { signal, progress });
      try {
        await this.#fill(new Study(runtime, warned), files, { signal, warned });
      } finally {
        stopListening();
      }
    } catch (thrown) {
      if (signal.aborted) {
        return; // whatever became of it, nobody waits for it any more
      }
      this.#state = 'idle';
      const error = DicomError.from(thrown);
      this.#options.failed(error);
      throw error;
    }
  }

  /** Adds files to a study, which is the element's from its first image on. */
  async #fill(
    study: Study,
    files: AsyncIterator<SourceFile>,
    { signal, warned }: Pick<FillingOptions, 'signal' | 'warned'>,
  ): Promise<void> {
    let lastGrowth = 0;
    const grow = async () => {
      await study.outline();
      signal.throwIfAborted();
    };
    const added = async () => {
      if (!this.#opened.has(study)) {
        this.#opened.add(study);
        this.#state = 'growing';
        this.#options.opened(study);
      } else if (performance.now() - lastGrowth > growthInterval) {
        lastGrowth = performance.now();
        await grow();
        this.#options.grew();
      }
    };
    try {
      await fill(study, files, { signal, warned, added });
      signal.throwIfAborted();
      if (study.fileCount === 1) {
        this.#state = 'idle'; // nothing has grown since its first image
      }
      await grow();
      if (study.duplicateCount > 0) {
        const message = `${String(study.duplicateCount)} files hold what others do.`;
        warned({ code: 'files', message });
      }
      this.#state = 'idle';
      this.#options.grew();
    } finally {
      if (!this.#opened.has(study)) {
        study.close();
      }
    }
  }

  /** Tells of each warning once, as long as its source is wanted. */
  #warnOnce(signal: AbortSignal): LoaderOptions['warned'] {
    const messages = new Set<string>();
    return (detail) => {
      if (!signal.aborted && !messages.has(detail.message)) {
        messages.add(detail.message);
        this.#options.warned(detail);
      }
    };
  }

  #progressReporter(): (phase: DicomProgressDetail['phase'], count: ByteCount) => void {
    const none = { loaded: 0, total: 0 };
    const counts = { runtime: none, source: none };
    return (phase, count) => {
      counts[phase] = count;
      const { runtime, source } = counts;
      const sum = { loaded: runtime.loaded + source.loaded, total: runtime.total + source.total };
      this.#options.progressed({ phase, ...count }, sum);
    };
  }
}
