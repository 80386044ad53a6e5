import { PythonStopped } from './boot/python-stopped.js';
import type { FrameDecoder } from './frame-decoder.js';
import type { Python } from './python.js';

/** How long there must be no request, in ms, before frames are decoded and read ahead. */
const idleTime = 30;

/**
 * Decodes and reads frames before they are asked for: the next ones of the study that was shown last.
 * They are decoded, as many at once as there are assistants, after a time without requests, or at once
 * where frame follows on frame. Frames in local files are read ahead only while there is no request.
 */
export class ReadAhead {
  readonly #decoder: FrameDecoder;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The study that was shown last. */
  #shown: number | undefined;
  /** The frame of each study that was shown last. */
  readonly #frames = new Map<number, number>();
  /** The frames that are being decoded ahead, as `study/frame`. */
  readonly #decoding = new Set<string>();

  constructor(decoder: FrameDecoder) {
    this.#decoder = decoder;
  }

  /** Reads nothing ahead until `resume`: there is a request. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  /** Goes on after a time without `pause`. */
  resume(python: Python): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#decodeAhead(python, this.#shown);
      this.#readAhead(python);
    }, idleTime);
  }

  /** Notes that a frame of a study is shown; another frame than before is followed by its next ones at once. */
  show(python: Python, study: number, frame: number): void {
    const before = this.#frames.get(study) ?? frame;
    this.#frames.set(study, frame);
    this.#shown = study;
    if (before !== frame) {
      this.#decodeSoon(python, study);
    }
  }

  /** Forgets a study that is closed. */
  forget(study: number): void {
    this.#frames.delete(study);
  }

  /** Stops until something is shown again. */
  stop(): void {
    this.#shown = undefined;
  }

  /** Decodes ahead once the requests that have arrived are answered. */
  #decodeSoon(python: Python, study: number): void {
    setTimeout(() => {
      this.#decodeAhead(python, study);
    });
  }

  #decodeAhead(python: Python, study: number | undefined): void {
    if (study === undefined) {
      return;
    }
    for (const frame of python.call('frames_ahead', study).value) {
      this.#decodeOne(python, study, frame).then(
        (isKept) => {
          if (isKept) {
            this.#decodeSoon(python, study);
          }
        },
        (error: unknown) => {
          // What is wrong with a frame is reported when it is shown; without Python nothing is.
          if (error instanceof PythonStopped) {
            reportError(error);
          }
        },
      );
    }
  }

  /** Reads frames from local files, for a short time again and again, until `pause`. */
  #readAhead(python: Python): void {
    if (this.#shown !== undefined && python.call('read_ahead', this.#shown).value) {
      this.#timer = setTimeout(() => {
        this.#readAhead(python);
      });
    }
  }

  async #decodeOne(python: Python, study: number, frame: number): Promise<boolean> {
    const name = `${String(study)}/${String(frame)}`;
    if (this.#decoding.has(name)) {
      return false;
    }
    this.#decoding.add(name);
    try {
      const call = () => python.call('decode_ahead', study, frame);
      return (await this.#decoder.runAhead(call))?.value ?? false;
    } finally {
      this.#decoding.delete(name);
    }
  }
}
