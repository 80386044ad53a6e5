import { DicomError } from '../errors.js';
import { messageOf, type Message } from '../languages/message.js';
import type { Warning } from '../protocol/messages.js';
import { expand } from './files/expand.js';
import { fetchAll, type FileProgress } from './files/fetch-all.js';
import { firstOf } from './files/failures.js';
import { FileIds, hasFolder, urlOfFileId } from './files/file-ids.js';
import { limits } from './files/inflation.js';
import { enumerate, nameFiles, type NamedFile } from './files/named-file.js';
import type { Source } from './source.js';
import type { Study } from '../runtime/study.js';

/** What the filling asks for and tells of. */
export interface FillingOptions {
  signal: AbortSignal;
  warned: (warning: Warning) => void;
  progressed: (progress: FileProgress) => void;
  /** The study has an image more. */
  added: () => void;
}

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
 * Adds a source's files to a study, as they come. What isn't shown of several is told in one
 * warning. Throws a `DicomError` if there is no image among them, or the runtime dies, and the
 * signal's reason when that aborts.
 */
export async function fill(study: Study, source: Source, options: FillingOptions): Promise<void> {
  const filling = new Filling(study, options);
  await filling.add(source);
  if ('urls' in source && source.urls.length === 1) {
    await filling.follow(source);
  }
  filling.end();
}

/** Yields files, and tells of each once another is asked for. */
async function* counted(
  files: readonly NamedFile[],
  progressed: FillingOptions['progressed'],
): AsyncGenerator<NamedFile> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let loaded = 0;
  for (const [index, file] of files.entries()) {
    yield await Promise.resolve(file);
    loaded += file.size;
    progressed({ loaded, total, files: index + 1, fileCount: files.length });
  }
}

class Filling {
  readonly #study: Study;
  readonly #options: FillingOptions;
  /** The names of all files, those in archives included. */
  readonly #names: string[] = [];
  readonly #failures: Failure[] = [];
  #directory: Directory | undefined;
  #isFollowed = false;

  constructor(study: Study, options: FillingOptions) {
    this.#study = study;
    this.#options = options;
  }

  async add(source: Source): Promise<void> {
    const leftOut = (name: string) => {
      this.#names.push(name);
      const error = new DicomError('not-dicom', 'not-dicom');
      this.#failures.push({ name, error });
    };
    const given =
      'urls' in source
        ? fetchAll(source.urls, { ...this.#options, crossOrigin: source.crossOrigin })
        : counted(nameFiles(source.files), this.#options.progressed);
    const files = expand(given, { ...this.#options, leftOut });
    const addEach = async () => {
      for await (const file of { [Symbol.asyncIterator]: () => files }) {
        await this.#addOne(file);
      }
    };
    await Promise.all(Array.from({ length: filesAtOnce }, addEach));
  }

  /** Where the one URL is that of a DICOMDIR, adds what it refers to, relative to that. */
  async follow(source: Extract<Source, { urls: unknown }>): Promise<void> {
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

  /** Tells of what isn't shown; throws if nothing is. */
  end(): void {
    const count = this.#names.length;
    const left = this.#failures.length;
    if (this.#study.fileCount === 0) {
      throw this.#nothingToShow();
    }
    if (left > 0) {
      const parameters = { left, count, why: this.#reasons() };
      this.#options.warned({ code: 'files', reason: 'files-not-shown', parameters });
    }
    const missing = this.#missing();
    if (missing.length > 0) {
      const parameters = { names: enumerate(missing) };
      this.#options.warned({ code: 'files', reason: 'dicomdir-files-missing', parameters });
    }
  }

  async #addOne({ name, place, file }: NamedFile): Promise<void> {
    const { signal, added } = this.#options;
    signal.throwIfAborted();
    // In the order in which they were given, and lie in archives, however they come.
    const index = place * limits.files + this.#names.push(name);
    try {
      const fileIds = await this.#study.add(index, file);
      if (fileIds) {
        this.#directory ??= { name, fileIds };
        return;
      }
    } catch (thrown) {
      signal.throwIfAborted();
      const error = DicomError.from(thrown);
      if (error.code === 'runtime') {
        throw error;
      }
      this.#failures.push({ name, error });
      return;
    }
    signal.throwIfAborted();
    added();
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
      return []; // what could not be fetched is told of already
    }
    const { name, fileIds } = this.#directory;
    const there = new FileIds(this.#names, name);
    return fileIds.filter((id) => there.find(id) === undefined);
  }
}
