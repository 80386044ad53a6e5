import { detailOf } from '../languages/message.js';
import { CodedError } from '../protocol/coded-error.js';
import { whileBusy } from './busy.js';
import type { Assistants } from './assistant/assistants.js';
import type { DecodingOutcome, EncodedFrame, FrameDescription } from './codecs/codec.js';
import { decodeFrame, isStarted, startCodec } from './codecs/codecs.js';
import { FramePending } from './call-again.js';

/** A frame that is, or was, decoded by an assistant. */
interface Decoding<Outcome> {
  encoded: EncodedFrame;
  outcome: Outcome;
}

/**
 * Decodes frames for Python, which can't wait. A call that needs a frame ends without a result, an
 * assistant decodes the frame, and then the call is made again. Meanwhile Python answers other calls.
 */
export class FrameDecoder {
  readonly #assistants: Assistants;
  readonly #startCodec: (name: string) => Promise<void>;
  readonly #isStarted: (name: string) => boolean;
  readonly #decodings = new Set<Decoding<Promise<DecodingOutcome>>>();
  /** Whether the call that is being made can be made again. */
  #isRepeatable = false;
  /** The frame for which the call is to be made again. */
  #missing: EncodedFrame | undefined;
  /** When what the call reads will have come. */
  #arrival: Promise<void> | undefined;
  /** The frames for which the call is repeated: one that is decoded, and then its colours converted. */
  #decoded: Decoding<DecodingOutcome>[] = [];

  constructor(assistants: Assistants, start = startCodec, started = isStarted) {
    this.#assistants = assistants;
    this.#startCodec = start;
    this.#isStarted = started;
  }

  /**
   * Called by Python: decodes a frame in this thread, or returns undefined if the call that needs it
   * is to be made again.
   */
  decode(
    codec: string,
    bytes: Uint8Array<ArrayBuffer>,
    description: FrameDescription,
  ): DecodingOutcome | undefined {
    const frame = { codec, bytes, description };
    const decoded = this.#decoded.find(({ encoded }) => isSame(encoded, frame));
    if (decoded) {
      return decoded.outcome;
    }
    const isAssisted = !this.#isStarted(codec) || this.#assistants.isFree || this.#decoding(frame);
    if (!this.#isRepeatable || !isAssisted) {
      return decodeFrame(frame);
    }
    this.#missing = { ...frame, bytes: bytes.slice() };
    return undefined;
  }

  /** Called while Python reads what hasn't come: the call is made again then. Returns false if it can't be. */
  readonly awaits = (arrival: Promise<void>): boolean => {
    this.#arrival = this.#isRepeatable ? arrival : undefined;
    return this.#isRepeatable;
  };

  /**
   * Makes a call again and again until all frames that it needs are decoded; calls `busy` now and then
   * while it waits for them.
   */
  async run<T>(call: () => T, busy: () => void = () => undefined): Promise<T> {
    const decoded: Decoding<DecodingOutcome>[] = [];
    for (;;) {
      const attempt = this.#attempt(call, decoded);
      if ('result' in attempt) {
        return attempt.result;
      }
      if ('arrival' in attempt) {
        await whileBusy(attempt.arrival, busy);
        continue;
      }
      const encoded = attempt.missing;
      decoded.push({ encoded, outcome: await whileBusy(this.#decodeOnce(encoded), busy) });
    }
  }

  /** Makes a call if an assistant is free for its frame. */
  async runAhead<T>(call: () => T): Promise<T | undefined> {
    return this.#assistants.isFree ? this.run(call) : undefined;
  }

  #attempt<T>(
    call: () => T,
    decoded: Decoding<DecodingOutcome>[],
  ): { result: T } | { arrival: Promise<void> } | { missing: EncodedFrame } {
    this.#isRepeatable = true;
    this.#decoded = decoded;
    try {
      return { result: call() };
    } catch (error) {
      if (error instanceof FramePending && this.#arrival) {
        return { arrival: this.#arrival };
      }
      if (!(error instanceof FramePending) || !this.#missing) {
        throw error;
      }
      return { missing: this.#missing };
    } finally {
      this.#isRepeatable = false;
      this.#decoded = [];
      this.#missing = undefined;
      this.#arrival = undefined;
    }
  }

  /** Has an assistant decode a frame, once for all calls that need it. */
  async #decodeOnce(encoded: EncodedFrame): Promise<DecodingOutcome> {
    const same = this.#decoding(encoded);
    if (same) {
      return same.outcome;
    }
    const decoding = { encoded, outcome: this.#assist(encoded) };
    this.#decodings.add(decoding);
    try {
      return await decoding.outcome;
    } finally {
      this.#decodings.delete(decoding);
    }
  }

  /** The decoding of a frame by an assistant, while it lasts. */
  #decoding(frame: EncodedFrame): Decoding<Promise<DecodingOutcome>> | undefined {
    return [...this.#decodings].find(({ encoded }) => isSame(encoded, frame));
  }

  /** Has an assistant decode a frame, or does it here if there can't be one. */
  async #assist(encoded: EncodedFrame): Promise<DecodingOutcome> {
    const { codec } = encoded;
    const copy = { ...encoded, bytes: encoded.bytes.slice() }; // the bytes move to the assistant
    const assisted = this.#assistants.decode(copy).catch(() => undefined);
    // A call that can't be made again, as of `Dataset.pixel_array`, needs the codec in this thread.
    try {
      await this.#startCodec(codec);
    } catch (error) {
      const parameters = { codec, detail: detailOf(error) };
      throw new CodedError('network', 'decoder-unfetched', parameters, { cause: error });
    }
    return (await assisted) ?? decodeFrame(encoded);
  }
}

/** Whether two frames are decoded to the same; some streams don't contain their size (RLE). */
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
