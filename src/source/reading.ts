import { DicomError } from '../errors.js';
import { messageOf, type Message } from '../languages/message.js';
import type { Warning } from '../protocol/messages.js';
import { firstOf } from './files/failures.js';
import { expand } from './files/expand.js';
import type { FileProgress } from './files/fetch-all.js';
import { FileIds, hasFolder, urlOfFileId } from './files/file-ids.js';
import { limits } from './files/inflation.js';
import { enumerate, nameFiles, type NamedFile } from './files/named-file.js';
import type { RemoteSource, Source } from './image-source.js';
import { remoteFiles } from './remote-files.js';
import type { Study } from '../runtime/study.js';

/** What happens while the files of a source are read. */
export type ReadEvent =
  /** Files have arrived. */
  | { type: 'read'; progress: FileProgress }
  /** Something is off; `canRetry` says whether another attempt may mend it. */
  | { type: 'warning'; warning: Warning; canRetry: boolean }
  /** The study has one image more. */
  | { type: 'added' };

type Report = (event: ReadEvent) => void;

/** A DICOMDIR, and the files that it refers to. */
interface Directory {
  name: string;
  fileIds: string[];
}

/** A file that isn't shown. */
interface Failure {
  name: string;
  error: DicomError;
}

/** How many files are on their way to Python at once: while it reads one, others arrive. */
const filesAtOnce = 3;

/**
 * Adds a source's files to a study as they arrive, and reports what happens. One warning names the files
 * that can't be shown. Throws a `DicomError` if there is no image among them or the runtime stops, and
 * the signal's reason when that aborts.
 */
export async function readSource(
  study: Study,
  source: Source,
  signal: AbortSignal,
  report: Report,
): Promise<void> {
  const reading = new Reading(study, signal, report);
  await reading.add(source);
  if ('urls' in source && source.urls.length === 1) {
    await reading.follow(source);
  }
  signal.throwIfAborted();
  reading.end();
}

/** Yields files, and reports each as arrived once another is asked for. */
async function* counted(
  files: readonly NamedFile[],
  progressed: (progress: FileProgress) => void,
): AsyncGenerator<NamedFile> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let loaded = 0;
  for (const [index, file] of files.entries()) {
    yield await Promise.resolve(file);
    loaded += file.size;
    progressed({ loaded, total, files: index + 1, fileCount: files.length });
  }
}

/** Files of one source on their way into a study. */
class Reading {
  readonly #study: Study;
  readonly #signal: AbortSignal;
  readonly #report: Report;
  /** The names of all files, those in archives included. */
  readonly #names: string[] = [];
  readonly #failures: Failure[] = [];
  #directory: Directory | undefined;
  #isFollowed = false;

  constructor(study: Study, signal: AbortSignal, report: Report) {
    this.#study = study;
    this.#signal = signal;
    this.#report = report;
  }

  async add(source: Source): Promise<void> {
    const leftOut = (name: string) => {
      this.#names.push(name);
      const error = new DicomError('not-dicom', 'not-dicom');
      this.#failures.push({ name, error });
    };
    const progressed = (progress: FileProgress) => {
      this.#report({ type: 'read', progress });
    };
    // What can't be fetched, or read from an archive, may be there at another attempt.
    const warned = (warning: Warning) => {
      this.#warn(warning, true);
    };
    const signal = this.#signal;
    const given =
      'urls' in source
        ? remoteFiles(source, { signal, warned, progressed })
        : counted(nameFiles(source.files), progressed);
    const files = expand(given, { signal, warned, leftOut });
    const addEach = async () => {
      for await (const file of { [Symbol.asyncIterator]: () => files }) {
        await this.#addOne(file);
      }
    };
    await Promise.all(Array.from({ length: filesAtOnce }, addEach));
  }

  /** Where the one URL is that of a DICOMDIR, adds what it refers to, relative to that. */
  async follow(source: RemoteSource): Promise<void> {
    const directory = this.#directory;
    if (!directory || directory.name !== source.urls[0] || !hasFolder(directory.name)) {
      return;
    }
    const urls = directory.fileIds.map((id) => urlOfFileId(id, directory.name));
    if (urls.length > 0) {
      this.#isFollowed = true;
      await this.add({ ...source, urls });
    }
  }

  /** Warns of files that aren't shown; throws if none is. */
  end(): void {
    const count = this.#names.length;
    const left = this.#failures.length;
    if (this.#study.fileCount === 0) {
      throw this.#nothingToShow();
    }
    if (left > 0) {
      const parameters = { left, count, why: this.#reasons() };
      const canRetry = this.#failures.some(({ error }) => error.isPassing);
      this.#warn({ code: 'files', reason: 'files-not-shown', parameters }, canRetry);
    }
    const missing = this.#missing();
    if (missing.length > 0) {
      const parameters = { names: enumerate(missing) };
      this.#warn({ code: 'files', reason: 'dicomdir-files-missing', parameters }, false);
    }
  }

  async #addOne({ name, place, file, frames }: NamedFile): Promise<void> {
    this.#signal.throwIfAborted();
    // In the order in which they were given, and lie in archives, however they arrive.
    const index = place * limits.files + this.#names.push(name);
    let feeding: Promise<void> | undefined;
    try {
      const adding = this.#study.add(index, file, name, frames?.slots);
      feeding = frames?.run(adding, (frame, bytes) => this.#study.deliver(index, frame, bytes));
      const { fileIds, warnings } = await adding;
      for (const warning of warnings) {
        this.#warn(warning, false);
      }
      if (fileIds) {
        this.#directory ??= { name, fileIds };
        return;
      }
    } catch (thrown) {
      this.#signal.throwIfAborted();
      const error = DicomError.from(thrown);
      if (error.code === 'runtime') {
        throw error;
      }
      this.#failures.push({ name, error });
      return;
    }
    this.#signal.throwIfAborted();
    this.#report({ type: 'added' });
    await feeding;
  }

  #warn(warning: Warning, canRetry: boolean): void {
    this.#report({ type: 'warning', warning, canRetry });
  }

  #nothingToShow(): DicomError {
    const errors = this.#failures.map(({ error }) => error);
    const [first] = errors;
    if (!first) {
      return new DicomError('no-image', 'dicomdir-alone');
    }
    if (errors.length === 1) {
      return first;
    }
    const { code, metadata } = errors.find((error) => error.code !== 'not-dicom') ?? first;
    const parameters = { count: errors.length, why: this.#reasons() };
    return new DicomError(code, 'none-shown', parameters, { metadata, cause: first });
  }

  /** Names the files that aren't shown, each with the reason. */
  #reasons(): readonly Message[] {
    return firstOf(
      this.#failures.map(({ name, error }) => ({
        reason: 'file-not-shown',
        parameters: { name, why: messageOf(error) },
      })),
    );
  }

  /** The files to which the DICOMDIR refers that aren't there. */
  #missing(): string[] {
    if (!this.#directory || this.#isFollowed) {
      return []; // of what could not be fetched there is a warning already
    }
    const { name, fileIds } = this.#directory;
    const there = new FileIds(this.#names, name);
    return fileIds.filter((id) => there.find(id) === undefined);
  }
}
