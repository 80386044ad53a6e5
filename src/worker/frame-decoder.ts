import { detailOf } from '../languages/message.js';
import { CodedError } from '../protocol/coded-error.js';
import type { Warning } from '../protocol/messages.js';
import { whileBusy } from './busy.js';
import type { Assistants } from './assistant/assistants.js';
import type { DecodingOutcome, EncodedFrame, FrameDescription } from './codecs/codec.js';
import { decodeFrame, isStarted, startCodec } from './codecs/codecs.js';

/** A call of Python's needs a frame that isn't decoded yet: it is to be made again. */
export class FramePending extends Error {
  /** @param warnings what Python warned of before */
  constructor(readonly warnings: Warning[] = []) {
    super('A frame is being decoded.');
  }
}

/** A frame that is, or was, decoded elsewhere. */
interface Decoding<Outcome> {
  encoded: EncodedFrame;
  outcome: Outcome;
}

/** What a call gives, and how long its frames were decoded elsewhere, in ms. */
export interface Decoded<T> {
  result: T;
  duration: number;
}

/**
 * Decodes frames for Python, which can't wait. A call that needs a frame is given up while an
 * assistant decodes that, and made again; meanwhile Python does something else.
 */
export class FrameDecoder {
  readonly #assistants: Assistants;
  readonly #startCodec: (name: string) => Promise<void>;
  readonly #isStarted: (name: string) => boolean;
  readonly #decodings = new Set<Decoding<Promise<DecodingOutcome>>>();
  /** Whether the call that is being made may be given up. */
  #mayWait = false;
  /** What the call that was given up needs. */
  #wanted: EncodedFrame | undefined;
  /** What the call that is made again needed: a frame, and then its colours converted. */
  #finished: Decoding<DecodingOutcome>[] = [];

  constructor(assistants: Assistants, start = startCodec, started = isStarted) {
    this.#assistants = assistants;
    this.#startCodec = start;
    this.#isStarted = started;
  }

  /**
   * What Python calls: decodes a frame in this thread, or returns undefined if the call that needs
   * it is to be given up.
   */
  decode(
    codec: string,
    bytes: Uint8Array<ArrayBuffer>,
    description: FrameDescription,
  ): DecodingOutcome | undefined {
    const frame = { codec, bytes, description };
    const finished = this.#finished.find(({ encoded }) => isSame(encoded, frame));
    if (finished) {
      return finished.outcome;
    }
    const canWait = !this.#isStarted(codec) || this.#assistants.isFree || this.#underWay(frame);
    if (!this.#mayWait || !canWait) {
      return decodeFrame(frame);
    }
    this.#wanted = { ...frame, bytes: bytes.slice() };
    return undefined;
  }

  /** Makes a call until all frames that it needs are decoded; calls `busy` while it waits for them. */
  async run<T>(call: () => T, busy: () => void = () => undefined): Promise<Decoded<T>> {
    let duration = 0;
    const finished: Decoding<DecodingOutcome>[] = [];
    for (;;) {
      const attempt = this.#attempt(call, finished);
      if ('result' in attempt) {
        return { ...attempt, duration };
      }
      const start = performance.now();
      const encoded = attempt.wanted;
      const outcome = await whileBusy(this.#decodeElsewhere(encoded), busy);
      finished.push({ encoded, outcome });
      duration += performance.now() - start;
    }
  }

  /** Makes a call if an assistant is free for what it needs. */
  async runAhead<T>(call: () => T): Promise<T | undefined> {
    return this.#assistants.isFree ? (await this.run(call)).result : undefined;
  }

  #attempt<T>(
    call: () => T,
    finished: Decoding<DecodingOutcome>[],
  ): { result: T } | { wanted: EncodedFrame } {
    this.#mayWait = true;
    this.#finished = finished;
    try {
      return { result: call() };
    } catch (error) {
      if (!(error instanceof FramePending) || !this.#wanted) {
        throw error;
      }
      return { wanted: this.#wanted };
    } finally {
      this.#mayWait = false;
      this.#finished = [];
      this.#wanted = undefined;
    }
  }

  /** Has a frame decoded, once for all that wait for it. */
  async #decodeElsewhere(encoded: EncodedFrame): Promise<DecodingOutcome> {
    const underWay = this.#underWay(encoded);
    if (underWay) {
      return underWay.outcome;
    }
    const decoding = { encoded, outcome: this.#assist(encoded) };
    this.#decodings.add(decoding);
    try {
      return await decoding.outcome;
    } finally {
      this.#decodings.delete(decoding);
    }
  }

  /** A frame's decoding elsewhere, while it lasts. */
  #underWay(frame: EncodedFrame): Decoding<Promise<DecodingOutcome>> | undefined {
    return [...this.#decodings].find(({ encoded }) => isSame(encoded, frame));
  }

  /** Has an assistant decode a frame, or does it here if there can't be one. */
  async #assist(encoded: EncodedFrame): Promise<DecodingOutcome> {
    const { codec } = encoded;
    const copy = { ...encoded, bytes: encoded.bytes.slice() }; // the bytes move to the assistant
    const assisted = this.#assistants.decode(copy).catch(() => undefined);
    // Whoever calls Python without waiting, as `Dataset.pixel_array` does, needs the codec here.
    try {
      await this.#startCodec(codec);
    } catch (error) {
      const parameters = { codec, detail: detailOf(error) };
      throw new CodedError('network', 'decoder-unfetched', parameters, { cause: error });
    }
    return (await assisted) ?? decodeFrame(encoded);
  }
}

/** Whether two frames are decoded to the same; some streams don't tell their size (RLE). */
function isSame(one: EncodedFrame, other: EncodedFrame): boolean {
  const [a, b] = [one.description, other.description];
  const isOfOneShape =
    a.rows === b.rows &&
    a.columns === b.columns &&
    a.components === b.components &&
    a.bitsAllocated === b.bitsAllocated;
  return one.codec === other.codec && isOfOneShape && hasSameBytes(one.bytes, other.bytes);
}

function hasSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) {
    return false;
  }
  if (one.byteOffset % 4 !== 0 || other.byteOffset % 4 !== 0) {
    return hasSameElements(one, other);
  }
  // Four at a time: frames have megabytes.
  const words = Math.floor(one.length / 4);
  const tail = words * 4;
  return (
    hasSameElements(
      new Int32Array(one.buffer, one.byteOffset, words),
      new Int32Array(other.buffer, other.byteOffset, words),
    ) && hasSameElements(one.subarray(tail), other.subarray(tail))
  );
}

function hasSameElements<T extends Uint8Array | Int32Array>(one: T, other: T): boolean {
  // A loop takes a sixth of what `every` does.
  for (let index = 0; index < one.length; index++) {
    if (one[index] !== other[index]) {
      return false;
    }
  }
  return true;
}
