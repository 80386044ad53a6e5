import { DicomError } from './errors.js';
import type { ByteCount, DicomProgressDetail, DicomWarningDetail, LocalFiles } from './events.js';
import { sharedRuntime } from './runtime/runtime.js';
import { copyBytes, fetchBytes, listFiles } from './source.js';
import { Study } from './study.js';

/** Where an image comes from. */
export type Source =
  { url: string; crossOrigin: 'anonymous' | 'use-credentials' } | { files: LocalFiles };

/** What the loader tells of a source that hasn't been replaced meanwhile. */
export interface LoaderOptions {
  /** Bytes of one phase have arrived; `sum` is of both. */
  progressed: (detail: DicomProgressDetail, sum: ByteCount) => void;
  warned: (detail: DicomWarningDetail) => void;
  loaded: (study: Study) => void;
  failed: (error: DicomError) => void;
}

/** Brings one source at a time into Python; a new one aborts the one before. */
export class Loader {
  readonly #options: LoaderOptions;
  /** Ends what is told of the newest source, also once that is loaded. */
  #abort: AbortController | undefined;
  #isLoading = false;
  #settled: Promise<void> = Promise.resolve();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** Whether a source is on its way. */
  get isLoading(): boolean {
    return this.#isLoading;
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
    this.#isLoading = true;
    this.#settled = this.#run(source, abort);
    // `failed` has told the element; whoever waits for `settled` hears of it too.
    this.#settled.catch(() => undefined);
  }

  /** Gives the newest source up, if there is one. */
  cancel(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#isLoading = false;
    this.#settled = Promise.resolve();
  }

  async #run(source: Source, abort: AbortController): Promise<void> {
    const { signal } = abort;
    try {
      const study = await this.#open(source, signal);
      if (signal.aborted) {
        study.close();
        return;
      }
      this.#isLoading = false;
      this.#options.loaded(study);
    } catch (thrown) {
      if (signal.aborted) {
        return; // whatever became of it, nobody waits for it any more
      }
      this.#isLoading = false;
      const error = DicomError.from(thrown);
      this.#options.failed(error);
      throw error;
    }
  }

  async #open(source: Source, signal: AbortSignal): Promise<Study> {
    const report = this.#progressReporter();
    const warn = this.#warnOnce(signal);
    const runtime = sharedRuntime();
    const stopListening = runtime.listen((loaded, total) => {
      report('runtime', { loaded, total });
    });
    signal.addEventListener('abort', stopListening);
    try {
      const progress = (loaded: number, total: number) => {
        report('source', { loaded, total });
      };
      const file = await readSource(source, { signal, warn, progress });
      signal.throwIfAborted();
      return await Study.open(runtime, file, warn);
    } finally {
      stopListening();
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

interface ReadOptions {
  signal: AbortSignal;
  warn: LoaderOptions['warned'];
  progress: (loaded: number, total: number) => void;
}

async function readSource(source: Source, options: ReadOptions): Promise<ArrayBuffer | Blob> {
  const { signal, warn, progress } = options;
  if ('url' in source) {
    const { url, crossOrigin } = source;
    return fetchBytes(url, { crossOrigin, signal, onProgress: progress });
  }
  const files = listFiles(source.files);
  const [file] = files;
  if (!file) {
    throw new DicomError('not-dicom', 'There is no file.');
  }
  if (files.length > 1) {
    const message = `The first of ${String(files.length)} files is shown.`;
    warn({ code: 'files', message });
  }
  return file instanceof Blob ? file : copyBytes(file);
}
