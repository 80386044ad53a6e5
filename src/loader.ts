import { DicomError } from './errors.js';
import type { ByteCount, DicomProgressDetail, DicomWarningDetail, LocalFile } from './events.js';
import { sharedRuntime } from './runtime/runtime.js';
import { fetchBytes, readLocal } from './source.js';
import { Study } from './study.js';

/** Where an image comes from. */
export type Source =
  { url: string; crossOrigin: 'anonymous' | 'use-credentials' } | { files: LocalFile[] };

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
  #abort: AbortController | undefined;
  #settled: Promise<void> = Promise.resolve();

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** Whether a source is on its way. */
  get isLoading(): boolean {
    return this.#abort !== undefined;
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
    this.#settled = this.#run(source, abort);
    // `failed` has told the element; whoever waits for `settled` hears of it too.
    this.#settled.catch(() => undefined);
  }

  /** Gives the source up that is on its way, if one is. */
  cancel(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#settled = Promise.resolve();
  }

  async #run(source: Source, abort: AbortController): Promise<void> {
    const { signal } = abort;
    const { warned, loaded, failed } = this.#options;
    const report = this.#progressReporter();
    const runtime = sharedRuntime();
    const stopListening = runtime.listen((bytes, total) => {
      report('runtime', { loaded: bytes, total });
    });
    signal.addEventListener('abort', stopListening);
    const warnings = new Set<string>();
    const warnOnce = (detail: DicomWarningDetail) => {
      if (!warnings.has(detail.message)) {
        warnings.add(detail.message);
        warned(detail);
      }
    };
    try {
      const bytes = await readSource(source, {
        signal,
        warn: warnOnce,
        progress: (bytes, total) => {
          report('source', { loaded: bytes, total });
        },
      });
      const study = await Study.open(runtime, bytes, warnOnce);
      if (signal.aborted) {
        study.close();
        return;
      }
      this.#abort = undefined;
      loaded(study);
    } catch (thrown) {
      if (signal.aborted) {
        return; // whatever became of it, nobody waits for it any more
      }
      this.#abort = undefined;
      const error = DicomError.from(thrown);
      failed(error);
      throw error;
    } finally {
      stopListening();
    }
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

async function readSource(source: Source, options: ReadOptions): Promise<ArrayBuffer> {
  const { signal, warn, progress } = options;
  if ('url' in source) {
    const { url, crossOrigin } = source;
    return fetchBytes(url, { crossOrigin, signal, onProgress: progress });
  }
  const [file, ...others] = source.files;
  if (!file) {
    throw new DicomError('not-dicom', 'There is no file.');
  }
  if (others.length > 0) {
    const message = `The first of ${String(source.files.length)} files is shown.`;
    warn({ code: 'files', message });
  }
  const bytes = await readLocal(file);
  signal.throwIfAborted();
  return bytes;
}
