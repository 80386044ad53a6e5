import type { Message } from '../languages/message.js';

/** Why an author's file can't be run. */
export class PipelineFailure extends Error {
  constructor(readonly why: Message) {
    super(why.reason);
  }
}
