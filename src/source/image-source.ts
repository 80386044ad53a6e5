import type { LocalFiles } from '../events.js';
import type { FetchOptions } from './files/fetch-file.js';
import { listFiles } from './files/named-file.js';

/** Where images come from. */
export type Source = RemoteSource | { files: LocalFiles };

/** URLs, and how they are fetched. */
export interface RemoteSource extends Pick<FetchOptions, 'crossOrigin' | 'fetcher'> {
  urls: readonly string[];
  /** Which series and which frame of it are seen first. */
  series?: number;
  frame?: number;
}

/** Keeps what the property `files` was given: an iterable can't always be gone through again. */
export function keep(files: LocalFiles): LocalFiles {
  try {
    return listFiles(files);
  } catch {
    return files; // what is wrong with it is told when it is loaded
  }
}
