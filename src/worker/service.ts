import { CodedError } from '../protocol/coded-error.js';
import type { PictureReply, Reply, Request } from '../protocol/messages.js';
import type { Answer } from './bridge-functions.js';
import { whileBusy } from './busy.js';
import type { FrameDecoder } from './frame-decoder.js';
import { placeOf, type OpenFiles } from './open-files.js';
import type { Python } from './python.js';
import { ReadAhead } from './read-ahead.js';
import { answerOf, buffersOf } from './requests.js';
import { Turns, type FinishedAnswer } from './turns.js';

/** The answer of a request: a reply, and the buffers that are transferred with it. */
export interface ServiceAnswer extends Answer<Reply> {
  transfer: Transferable[];
}

/**
 * Answers the page's requests in order, once Python has started. A request whose frame is still being
 * decoded, or whose turn is over before it is finished, lets later ones pass.
 */
export class Service {
  readonly #python: Promise<Python>;
  readonly #files: OpenFiles;
  readonly #turns: Turns;
  readonly #readAhead: ReadAhead;
  /** Ends the requests of each study that has files. */
  readonly #studies = new Map<number, AbortController>();
  /** The last request that needs a volume. */
  #lastVolume: Promise<unknown> = Promise.resolve();

  constructor(python: Promise<Python>, decoder: FrameDecoder, files: OpenFiles) {
    this.#python = python;
    this.#files = files;
    this.#turns = new Turns(decoder);
    this.#readAhead = new ReadAhead(decoder);
  }

  /**
   * Answers a request, and calls `busy` after each of its turns but the last, and now and then while it
   * waits. Throws what `Python.call` throws, and `internal` if the study is closed before the request is answered.
   */
  answer(request: Request, busy: () => void = () => undefined): Promise<ServiceAnswer> {
    const signal = this.#signalOf(request);
    const answer = () => this.#answer(request, busy, signal);
    if (!('view' in request) || request.view.plane === null) {
      return answer();
    }
    // One at a time, or two series would each drop the other's slices.
    const before = whileBusy(this.#lastVolume, busy);
    const volume = before.then(answer, answer);
    this.#lastVolume = volume;
    return volume;
  }

  async #answer(
    request: Request,
    busy: () => void,
    signal: AbortSignal | undefined,
  ): Promise<ServiceAnswer> {
    this.#readAhead.pause();
    const python = await this.#python;
    const finish = () =>
      this.#turns.finish(() => answerOf(python, request, this.#files), busy, signal);
    const answer = await this.#withFiles(request, finish);
    const { value, warnings, waitedMs } = answer;
    if (request.type === 'picture') {
      const picture = value as PictureReply;
      picture.decodeMs += waitedMs;
      this.#readAhead.show(python, request.study, picture.images[0].frame);
    } else if (request.type === 'close') {
      this.#readAhead.forget(request.study);
    } else if (request.type === 'drop-caches') {
      this.#readAhead.stop(); // nobody looks: nothing is made again before a picture is asked for
    }
    this.#readAhead.resume(python);
    return { value, warnings, transfer: buffersOf(request, value) };
  }

  /** Opens the file of a request for as long as Python reads from it, and closes those of a study. */
  async #withFiles(
    request: Request,
    finish: () => Promise<FinishedAnswer<Reply>>,
  ): Promise<FinishedAnswer<Reply>> {
    if (request.type === 'close') {
      this.#files.closeAll(request.study);
    }
    if (request.type === 'frame') {
      return { value: this.#files.deliver(request), warnings: [], waitedMs: 0 };
    }
    if (request.type !== 'add') {
      return finish();
    }
    const { study, index, file, frames } = request;
    this.#files.open(study, index, file, frames);
    try {
      const answer = await finish();
      if (answer.value || placeOf(request) === 'heap') {
        this.#files.close(study, index); // nothing more is read from it, nor from a DICOMDIR
      }
      return answer;
    } catch (error) {
      this.#files.close(study, index);
      throw error;
    }
  }

  /** Returns the signal that ends a request when its study is closed; a request to close sets it off. */
  #signalOf(request: Request): AbortSignal | undefined {
    if (!('study' in request)) {
      return undefined;
    }
    const { type, study } = request;
    if (type === 'add' && !this.#studies.has(study)) {
      this.#studies.set(study, new AbortController());
    }
    const controller = this.#studies.get(study);
    if (type !== 'close') {
      return controller?.signal;
    }
    controller?.abort(new CodedError('internal', 'source-closed', {}));
    this.#studies.delete(study);
    return undefined;
  }
}
