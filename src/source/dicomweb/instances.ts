import { joined } from '../../network/fetch.js';
import type { PendingFrames } from '../files/named-file.js';
import type { JsonDataSet } from './data-set.js';
import { FrameFeed } from './frame-feed.js';
import { filePartsOf, frameCountOf, type EncodedFrame, type FileParts } from './pixel-data.js';
import type { Server } from './server.js';
import { statusOf, type LoadOptions, type RetrieveOptions, type Tools } from './tools.js';

/** By what a server refuses to send whole instances, and a folder hasn't them. */
const refusals = [400, 403, 404, 405, 406, 415, 501];

/**
 * Instances as files. One of one frame is fetched as it is stored, or, where the server doesn't send those, put together
 * of its metadata and its frame; one of several frames is the latter, whose frames come one by one.
 */
export class Instances {
  readonly #server: Server;
  readonly #options: RetrieveOptions;
  readonly #persist: Tools['persist'];
  /** The frames of files that have come without. */
  readonly #frames = new WeakMap<ArrayBuffer | Blob, PendingFrames>();
  /** The URLs of instances with several frames. */
  readonly #framed = new Set<string>();
  /** Whether whole instances are there, once one was asked for. */
  #sendsFiles: boolean | undefined;

  constructor(server: Server, options: RetrieveOptions, { persist }: Pick<Tools, 'persist'>) {
    this.#server = server;
    this.#options = options;
    this.#persist = persist;
  }

  /** The frames of a file that come later. */
  framesOf(file: ArrayBuffer | Blob): PendingFrames | undefined {
    return this.#frames.get(file);
  }

  /** Takes note of what a list says of an instance: whether it has several frames. */
  note(url: string, entry: JsonDataSet): void {
    if (frameCountOf(entry) > 1) {
      this.#framed.add(url);
    }
  }

  /** Fetches an instance; of one with several frames, these come later. */
  readonly load = (url: string, options: LoadOptions): Promise<ArrayBuffer | Blob> =>
    this.#framed.has(url) ? this.#framedFile(url, options) : this.#wholeFile(url, options);

  /** Fetches an instance of which no list says whether it has several frames. */
  readonly loadUnlisted = async (
    url: string,
    options: LoadOptions,
  ): Promise<ArrayBuffer | Blob> => {
    let dataSet: JsonDataSet | undefined;
    try {
      dataSet = await this.#server.metadata(url);
    } catch {
      options.signal.throwIfAborted(); // the file may be there all the same
    }
    return dataSet && frameCountOf(dataSet) > 1
      ? this.#framedFile(url, options, dataSet)
      : this.#wholeFile(url, options, dataSet);
  };

  /** Fetches an instance as it is stored, or else puts it together. */
  async #wholeFile(
    url: string,
    options: LoadOptions,
    dataSet?: JsonDataSet,
  ): Promise<ArrayBuffer | Blob> {
    if (this.#sendsFiles === false) {
      return this.#assembled(url, options, dataSet);
    }
    try {
      const file = await this.#server.file(url, options);
      this.#sendsFiles = true;
      return file;
    } catch (error) {
      if (this.#sendsFiles || !isRefusal(error)) {
        throw error;
      }
      try {
        const file = await this.#assembled(url, options, dataSet);
        this.#sendsFiles ??= false;
        return file;
      } catch {
        options.signal.throwIfAborted();
        throw error; // it isn't there in either way
      }
    }
  }

  /** Fetches an instance of several frames, but these come later, unless the server doesn't send single frames. */
  async #framedFile(
    url: string,
    options: LoadOptions,
    known?: JsonDataSet,
  ): Promise<ArrayBuffer | Blob> {
    const dataSet = known ?? (await this.#server.metadata(url));
    const count = frameCountOf(dataSet);
    const first = Math.min(Math.max(this.#options.frame, 0), count - 1);
    let frame: EncodedFrame;
    try {
      frame = await this.#server.frame(url, first, options);
    } catch (error) {
      if (this.#sendsFiles === false || !isRefusal(error)) {
        throw error;
      }
      return this.#server.file(url, options);
    }
    await this.#server.resolveBulkData(dataSet);
    const parts = filePartsOf(dataSet, frame);
    if (!parts) {
      return this.#server.file(url, options);
    }
    const file = parts.head.buffer;
    const { signal } = this.#options;
    const fetchFrame = (index: number) =>
      index === first
        ? Promise.resolve(frame)
        : this.#fittingFrame(url, index, { ...options, signal }, parts);
    const feedOptions = { ...this.#options, persist: this.#persist, count, first, fetchFrame };
    this.#frames.set(file, new FrameFeed(parts, feedOptions));
    return file;
  }

  /**
   * Fetches a frame for a file. One in another transfer syntax than the file's is asked for again in that; throws
   * `transfer-syntax` if the server hasn't it so.
   */
  async #fittingFrame(
    url: string,
    index: number,
    options: LoadOptions,
    { fits, transferSyntax }: FileParts,
  ): Promise<EncodedFrame> {
    const stored = await this.#server.frame(url, index, options);
    if (fits(stored)) {
      return stored;
    }
    try {
      const converted = await this.#server.frame(url, index, options, transferSyntax || '*');
      if (fits(converted)) {
        return converted;
      }
    } catch (error) {
      if (!isRefusal(error)) {
        throw error;
      }
    }
    throw this.#server.faults.otherSyntax(
      `${url}/frames/${String(index + 1)}`,
      stored.transferSyntax,
      transferSyntax,
    );
  }

  /** Puts a file of one frame together. */
  async #assembled(
    url: string,
    options: LoadOptions,
    known?: JsonDataSet,
  ): Promise<ArrayBuffer | Blob> {
    const dataSet = known ?? (await this.#server.metadata(url));
    if (frameCountOf(dataSet) > 1) {
      return this.#framedFile(url, options, dataSet);
    }
    const [frame] = await Promise.all([
      this.#server.frame(url, 0, options),
      this.#server.resolveBulkData(dataSet),
    ]);
    const parts = filePartsOf(dataSet, frame);
    return parts
      ? joined([parts.head, parts.item, parts.frame(frame), parts.tail]).buffer
      : this.#server.file(url, options);
  }
}

/** Whether an instance isn't there in the way in which it was asked for. */
function isRefusal(error: unknown): boolean {
  return (
    refusals.includes(statusOf(error)) || (error as { reason?: string }).reason === 'dicomweb-type'
  );
}
