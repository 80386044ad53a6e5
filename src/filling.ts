import { DicomError } from './errors.js';
import type { DicomWarningDetail } from './events.js';
import type { Study } from './study.js';

/** A file of a source, by what the source calls it. */
export interface SourceFile {
  name: string;
  bytes: ArrayBuffer | Blob;
}

/** What the filling asks for and tells of. */
export interface FillingOptions {
  signal: AbortSignal;
  warned: (detail: DicomWarningDetail) => void;
  /** The study has an image more. */
  added: () => Promise<void>;
}

interface FileFailure {
  name: string;
  error: DicomError;
}

/** How many files are on their way at once: while Python reads one, others arrive. */
const filesAtOnce = 3;

/** How many names a warning has room for. */
const mostNames = 5;

/**
 * Adds a source's files to a study, as they come. What isn't shown of several is told in one warning.
 * Throws a `DicomError` if there is no image among them, or the runtime dies.
 */
export async function fill(
  study: Study,
  files: AsyncIterator<SourceFile>,
  { signal, warned, added }: FillingOptions,
): Promise<void> {
  const failures: FileFailure[] = [];
  let count = 0;
  const addEach = async () => {
    for (;;) {
      const next = await files.next();
      if (next.done) {
        return;
      }
      const file = next.value;
      const index = count++;
      try {
        signal.throwIfAborted();
        await study.add(index, file.bytes);
      } catch (thrown) {
        signal.throwIfAborted();
        const error = DicomError.from(thrown);
        if (error.code === 'runtime') {
          throw error;
        }
        failures.push({ name: file.name, error });
        continue;
      }
      signal.throwIfAborted();
      await added();
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, addEach));
  if (failures.length === count) {
    throw nothingToShow(failures);
  }
  if (failures.length > 0) {
    const message = `${String(failures.length)} of ${String(count)} files can't be shown`;
    warned({ code: 'files', message: `${message}: ${named(failures)}.` });
  }
}

function nothingToShow(failures: readonly FileFailure[]): DicomError {
  const telling = failures.find(({ error }) => error.code !== 'not-dicom') ?? failures[0];
  if (!telling) {
    return new DicomError('not-dicom', 'There is no file.');
  }
  const { code, metadata } = telling.error;
  if (failures.length === 1) {
    return telling.error;
  }
  const message = `None of ${String(failures.length)} files can be shown: ${named(failures)}.`;
  return new DicomError(code, message, { metadata, cause: telling.error });
}

/** Names some files, each with what is wrong. */
function named(failures: readonly FileFailure[]): string {
  const names = failures
    .slice(0, mostNames)
    .map(({ name, error }) => `${name} (${error.message.replace(/\.$/, '')})`);
  const more = failures.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}
