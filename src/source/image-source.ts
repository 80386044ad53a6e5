import type { LocalFiles } from '../events.js';
import type { FetchOptions } from './files/fetch-file.js';
import { listFiles } from './files/named-file.js';

/** Where images come from. */
export type Source =
  { urls: readonly string[]; crossOrigin: FetchOptions['crossOrigin'] } | { files: LocalFiles };

/** Keeps what the property `files` was given: an iterable can't always be gone through again. */
export function keep(files: LocalFiles): LocalFiles {
  try {
    return listFiles(files);
  } catch {
    return files; // what is wrong with it is told when it is loaded
  }
}
