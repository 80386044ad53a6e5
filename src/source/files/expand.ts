import { DicomError } from '../../errors.js';
import { learnEnglish } from '../../languages/english.js';
import { argumentsOf } from '../../languages/message.js';
import type { Warning } from '../../protocol/messages.js';
import type { ArchiveEntry } from './archive.js';
import { contentOf, headLength, type Content } from './content.js';
import { Failures } from './failures.js';
import { Allowance, readInflated } from './inflation.js';
import { importModule } from './import-module.js';
import { enumerate, type NamedFile } from './named-file.js';

/** What happens to files beside those that come out. */
export interface ExpandOptions {
  signal: AbortSignal;
  /** Files could not be had, though others can: what it is, once at the end. */
  warned: (warning: Warning) => void;
  /** A file isn't DICOM, as its first bytes tell. */
  leftOut: (name: string) => void;
}

/** How deep archives are opened: one within another. */
const deepest = 2;

/** What systems put beside a user's files. */
const clutter = /(^|\/)(__MACOSX\/|(\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$)/i;

/**
 * Yields the files that may be DICOM: those given, and those within zip and gzip files, which their
 * content tells, not their name. Empty files and what systems add are left out in silence.
 *
 * Throws `memory` if there are too many or they inflate to too much, and if none comes out, why:
 * the first failure, else `not-dicom`. Throws the signal's reason when that aborts.
 */
export async function* expand(
  files: Iterable<NamedFile> | AsyncIterable<NamedFile>,
  options: ExpandOptions,
  allowance = new Allowance(),
): AsyncGenerator<NamedFile, void, undefined> {
  const expansion = new Expansion(options, allowance);
  for await (const file of files) {
    allowance.countFile();
    yield* expansion.open(file);
  }
  expansion.end();
}

class Expansion {
  readonly #options: ExpandOptions;
  readonly #allowance: Allowance;
  readonly #failures = new Failures();
  #leftOut = 0;
  #ignored = 0;

  constructor(options: ExpandOptions, allowance: Allowance) {
    this.#options = options;
    this.#allowance = allowance;
  }

  /** Yields what a file holds: itself, if it is no archive. */
  async *open(given: NamedFile, depth = 0): AsyncGenerator<NamedFile, void, undefined> {
    this.#options.signal.throwIfAborted();
    if (given.size === 0 || clutter.test(given.name)) {
      this.#ignored += 1;
      return;
    }
    const content = await this.#attempt(contentOfFile(given));
    if (content === 'dicom') {
      this.#failures.succeeded();
      yield given;
    } else if (content === 'other') {
      this.#leftOut += 1;
      this.#options.leftOut(given.name);
    } else if (depth === deepest) {
      this.#failures.add(new DicomError('decode', 'archive-nested', { name: given.name }));
    } else if (content === 'gzip') {
      yield* this.#openGzip(given, depth);
    } else if (content === 'zip') {
      yield* this.#openZip(given, depth);
    }
  }

  /** Tells of what could not be had; throws if nothing came out. */
  end(): void {
    this.#failures.end(this.#options.warned);
    if (!this.#failures.hasSuccess) {
      throw notDicom(this.#leftOut + this.#ignored);
    }
  }

  async *#openGzip(given: NamedFile, depth: number): AsyncGenerator<NamedFile, void, undefined> {
    const name = given.name.replace(/\.gz$/i, '');
    const { signal } = this.#options;
    const stream = blobOf(given).stream().pipeThrough(new DecompressionStream('gzip'), { signal });
    const file = await this.#attempt(readInflated(stream, name, this.#allowance), (cause) => {
      const parameters = { name: given.name };
      this.#failures.add(new DicomError('decode', 'gzip-damaged', parameters, { cause }));
    });
    if (file) {
      yield* this.open({ ...given, name, file, size: file.byteLength }, depth + 1);
    }
  }

  async *#openZip(given: NamedFile, depth: number): AsyncGenerator<NamedFile, void, undefined> {
    const encrypted: string[] = [];
    const damaged: string[] = [];
    const entries = filesOfZip(given, this.#options.signal);
    for (;;) {
      const next = await this.#attempt(entries.next());
      if (!next || next.done) {
        break;
      }
      this.#allowance.countFile();
      const entry = next.value;
      const name = `${given.name}/${entry.name}`;
      if (entry.size === 0 || clutter.test(name)) {
        continue;
      }
      if (entry.isEncrypted) {
        encrypted.push(name);
        continue;
      }
      const inflating = readInflated(entry.open(), name, this.#allowance, entry.size);
      const file = await this.#attempt(inflating, () => damaged.push(name));
      if (file) {
        yield* this.open({ ...given, name, file, size: file.byteLength }, depth + 1);
      }
    }
    this.#failed('archive-encrypted', encrypted);
    this.#failed('archive-damaged', damaged);
  }

  /** Waits for what may fail without ending all; undefined if it fails. */
  async #attempt<T>(
    promise: Promise<T>,
    failed = (error: unknown) => {
      this.#failures.add(DicomError.from(error));
    },
  ): Promise<T | undefined> {
    try {
      return await promise;
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (error instanceof DicomError && error.code === 'memory') {
        throw error;
      }
      failed(error);
      return undefined;
    }
  }

  #failed(reason: 'archive-encrypted' | 'archive-damaged', names: string[]): void {
    if (names.length > 0) {
      this.#failures.add(new DicomError('decode', reason, { names: enumerate(names) }));
    }
  }
}

function notDicom(count: number): DicomError {
  if (count === 0) {
    return new DicomError('not-dicom', 'no-file');
  }
  return count === 1
    ? new DicomError('not-dicom', 'not-dicom')
    : new DicomError('not-dicom', 'none-dicom', { count });
}

async function contentOfFile({ name, file }: NamedFile): Promise<Content> {
  try {
    const head = file.slice(0, headLength);
    return contentOf(new Uint8Array(head instanceof Blob ? await head.arrayBuffer() : head));
  } catch (error) {
    throw new DicomError('network', 'file-unopened', { name }, { cause: error });
  }
}

async function* filesOfZip(
  given: NamedFile,
  signal: AbortSignal,
): AsyncGenerator<ArchiveEntry, void, undefined> {
  const own = () => new URL('./archive.js', import.meta.url);
  const { faultOf, filesOfArchive, archiveMessages } = await importModule<
    typeof import('./archive.js')
  >('archive.js', own);
  learnEnglish(archiveMessages);
  try {
    yield* filesOfArchive(blobOf(given), signal);
  } catch (error) {
    const { code, why } = faultOf(error, given.name);
    throw new DicomError(code, ...argumentsOf(why, { cause: error }));
  }
}

function blobOf({ file }: NamedFile): Blob {
  return file instanceof Blob ? file : new Blob([file]);
}
