import type { DicomErrorCode, DicomErrorOptions } from '../errors.js';
import { detailOf, messageOf, type Message, type MessageArguments } from '../languages/message.js';
import type { Failure } from './messages.js';

/** An error of the worker that the page reports: it crosses as a reason, of which the page makes a sentence. */
export class CodedError extends Error {
  readonly code: DicomErrorCode;
  readonly why: Message;
  readonly metadata: Failure['metadata'];

  constructor(
    code: DicomErrorCode,
    ...[reason, parameters = {}, options = {}]: MessageArguments<DicomErrorOptions>
  ) {
    super(`${code}: ${reason}`, options);
    this.code = code;
    this.why = messageOf({ reason, parameters });
    this.metadata = options.metadata ?? null;
  }
}

/** Whatever was thrown as plain data: each failure has a code. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof CodedError) {
    const { code, why, metadata } = thrown;
    return { code, ...why, metadata };
  }
  const parameters = { detail: detailOf(thrown) };
  return { code: 'internal', reason: 'unexpected', parameters, metadata: null };
}
