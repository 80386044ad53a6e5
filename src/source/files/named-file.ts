import { DicomError } from '../../errors.js';
import type { LocalFile, LocalFiles } from '../../events.js';
import type { Parameter } from '../../languages/message.js';
import type { FrameSlots } from '../../protocol/messages.js';

/** A file, and where it lies in what was given. */
export interface NamedFile {
  /** Its path or its URL; a file of an archive has the archive's before its own. */
  name: string;
  /** Which of those that were given it is, or lies in, from 0: they may come in another order. */
  place: number;
  /** A Blob has still to be read; an ArrayBuffer belongs to whoever receives it. */
  file: Blob | ArrayBuffer;
  /** In bytes. */
  size: number;
  /** The frames of a file that is only what stands before them. */
  frames?: PendingFrames | undefined;
}

/** Receives a frame, which belongs to whoever receives it; null if it can't be had. Returns the frames that are waited for. */
export type DeliverFrame = (frame: number, bytes: ArrayBuffer | null) => Promise<number[]>;

/** Frames of a file that come later. */
export interface PendingFrames {
  slots: FrameSlots;
  /** Fetches the frames, and delivers each, until the file can't be added or the source is given up. */
  run(adding: Promise<unknown>, deliver: DeliverFrame): Promise<void>;
}

const paths = new WeakMap<Blob, string>();

/** Keeps the path of a file that doesn't tell it itself. */
export function setPath(file: File, path: string): void {
  paths.set(file, path);
}

/** Lists what the property `files` was given: one or several; throws `not-dicom` if it is neither. */
export function listFiles(files: LocalFiles): LocalFile[] {
  if (files instanceof Blob || files instanceof ArrayBuffer || files instanceof Uint8Array) {
    return [files];
  }
  try {
    return [...files];
  } catch (error) {
    throw new DicomError('not-dicom', 'not-files', {}, { cause: error });
  }
}

/** Names what the property `files` was given; throws `not-dicom` if those aren't files. */
export function nameFiles(files: LocalFiles): NamedFile[] {
  return listFiles(files).map((file, index) => {
    // A copy of the page's own bytes, which aren't to be taken from it.
    const blob = file instanceof Blob ? file : new Blob([file as BlobPart]);
    const name = pathOf(blob) || `file ${String(index + 1)}`;
    return { name, place: index, file: blob, size: blob.size };
  });
}

const byPath = new Intl.Collator('en', { numeric: true });

/** Sorts a user's files, which browsers list in any order. */
export function sortByPath(files: readonly File[]): File[] {
  return [...files].sort((a, b) => byPath.compare(pathOf(a), pathOf(b)));
}

/** Lists names for a message: not all of very many. */
export function enumerate(names: readonly string[]): readonly Parameter[] {
  const first = names.slice(0, 5);
  const count = names.length - first.length;
  return count > 0 ? [...first, { reason: 'more-names', parameters: { count } }] : first;
}

function pathOf(file: Blob): string {
  const path = paths.get(file);
  if (path !== undefined) {
    return path;
  }
  return file instanceof File ? file.webkitRelativePath || file.name : '';
}
