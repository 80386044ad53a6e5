import {
  detailOf,
  messageOf,
  type Message,
  type MessageArguments,
} from '../../languages/message.js';

/** A frame or a colour profile that one of our own decoders can't decode. */
export class CodecError extends Error {
  readonly why: Message;

  constructor(...[reason, parameters = {}]: MessageArguments) {
    super(`${reason} ${JSON.stringify(parameters)}`);
    this.why = messageOf({ reason, parameters });
  }
}

/** Why decoding failed; a codec that lies in a file of its own has a class of errors of its own. */
export function whyOf(thrown: unknown): Message {
  if (thrown instanceof Error) {
    return 'why' in thrown
      ? (thrown as CodecError).why
      : { reason: 'decoder-failed', parameters: { detail: detailOf(thrown) } };
  }
  return { reason: 'codestream-damaged', parameters: {} };
}
