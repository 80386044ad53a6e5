import { adviceKeys, english } from './languages/english.js';
import { sentence } from './languages/fill.js';
import type { Language } from './languages/language.js';
import {
  detailOf,
  messageOf,
  type AdviceKey,
  type Message,
  type MessageArguments,
  type MessageKey,
  type Parameters,
} from './languages/message.js';
import type { DicomMetadata } from './metadata.js';

/** Why a source can't be shown. */
export type DicomErrorCode = AdviceKey;

/** All error codes. */
export const dicomErrorCodes = adviceKeys;

/** What was off in a source that is shown all the same. */
export type DicomWarningCode =
  'metadata' | 'pixels' | 'truncated' | 'view' | 'files' | 'annotations' | 'layers';

/** What comes with an error. */
export interface DicomErrorOptions extends ErrorOptions {
  metadata?: DicomMetadata | null;
}

/** What a person can do about an error: nothing stops WebAssembly where a file of the runtime isn't there. */
export function adviceFor(error: DicomError, { advice }: Language): string {
  const { reason } = (error.parameters['why'] ?? error) as Message;
  return advice[reason === 'runtime-file' ? 'network' : error.code];
}

/**
 * A source, or a frame of it, that can't be shown: what `error` holds and `rendered` rejects with.
 * Its `message` is the sentence that `reason` and `parameters` make, in the language that the element
 * had when it reported the error; before, in English.
 */
export class DicomError extends Error {
  override readonly name = 'DicomError';

  /** Why, as a key that is the same in every language, such as `http-status`. */
  readonly reason: MessageKey;

  /** What the sentence speaks of, such as `url` and `status`: numbers, text, lists, other reasons. */
  readonly parameters: Parameters;

  /** What the file says of itself, where it could be read. */
  readonly metadata: DicomMetadata | null;

  /** What a person can do about it, in the language of `message`. */
  advice: string;

  constructor(
    readonly code: DicomErrorCode,
    ...why: MessageArguments<DicomErrorOptions>
  ) {
    const [reason, parameters, { metadata = null, ...options } = {}] = why;
    super(sentence(messageOf({ reason, parameters: parameters ?? {} }), english), options);
    this.reason = reason;
    this.parameters = parameters ?? {};
    this.metadata = metadata;
    this.advice = adviceFor(this, english);
  }

  /** Whether the same source may be shown at another try. */
  get isPassing(): boolean {
    return this.code === 'network' || this.code === 'runtime';
  }

  /** Says it in another language. */
  translate(language: Language): void {
    this.message = sentence(messageOf(this), language);
    this.advice = adviceFor(this, language);
  }

  /** Wraps whatever was thrown, so that each failure has a code. */
  static from(thrown: unknown): DicomError {
    if (thrown instanceof DicomError) {
      return thrown;
    }
    return new DicomError(
      'internal',
      'unexpected',
      { detail: detailOf(thrown) },
      { cause: thrown },
    );
  }
}
