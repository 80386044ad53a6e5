import type { DicomError } from '../../errors.js';
import type { MemoryBudget } from '../files/body.js';
import type { fetchAll, FetchAllOptions } from '../files/fetch-all.js';
import type { fetchFile, FetchOptions } from '../files/fetch-file.js';
import type { persist } from '../files/persist.js';

/** What this bundle takes from the element's: what lay in both would be twice there, and errors of two classes. */
export interface Tools {
  fetchAll: typeof fetchAll;
  fetchFile: typeof fetchFile;
  persist: typeof persist;
  MemoryBudget: typeof MemoryBudget;
  DicomError: typeof DicomError;
}

/** What is seen first of DICOMweb resources, and how all is fetched. */
export interface RetrieveOptions extends FetchAllOptions {
  /** The index of the series that is seen first. */
  series: number;
  /** The index of the frame, or the slice, that is seen first. */
  frame: number;
}

/** The errors of answers that aren't as PS3.18 wants them. */
export class Faults {
  readonly #tools: Pick<Tools, 'DicomError'>;

  constructor(tools: Pick<Tools, 'DicomError'>) {
    this.#tools = tools;
  }

  /** Something else was asked for. */
  wrongType(url: string, type: string): DicomError {
    return new this.#tools.DicomError('network', 'dicomweb-type', { url, type: type || '–' });
  }

  notJson(url: string, cause: unknown): DicomError {
    return new this.#tools.DicomError('network', 'dicomweb-not-json', { url }, { cause });
  }

  /** The server hasn't sent all that it said. */
  cut(url: string): DicomError {
    return new this.#tools.DicomError('truncated', 'dicomweb-cut', { url });
  }

  /** A frame isn't in the transfer syntax of the one that came first. */
  otherSyntax(url: string, found: string, first: string): DicomError {
    const parameters = { url, found: found || '–', first: first || '–' };
    return new this.#tools.DicomError('transfer-syntax', 'dicomweb-frame-syntax', parameters);
  }

  nothingThere(url: string): DicomError {
    return new this.#tools.DicomError('network', 'dicomweb-empty', { url });
  }
}

/** The status by which a server has refused; 0 if it hasn't. */
export function statusOf(error: unknown): number {
  const { reason, parameters: { status } = {} } = error as Partial<DicomError>;
  return reason === 'http-status' && typeof status === 'string' ? Number.parseInt(status, 10) : 0;
}

/** How one file is fetched. */
export type LoadOptions = FetchOptions;
