import type { Warning } from '../protocol/messages.js';

/** A call of Python has no result yet: it is to be made again, with the same arguments. */
export abstract class CallAgain extends Error {
  /** @param warnings what Python warned of so far */
  constructor(readonly warnings: Warning[] = []) {
    super('The call is to be made again.');
  }
}

/** The call needs a frame that is being decoded by an assistant. */
export class FramePending extends CallAgain {}

/** The call has worked for its turn: other calls are to be made before it goes on. */
export class Unfinished extends CallAgain {}
