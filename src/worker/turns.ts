import type { Warning } from '../protocol/messages.js';
import type { Answer } from './bridge-functions.js';
import { CallAgain, Unfinished } from './call-again.js';
import type { FrameDecoder } from './frame-decoder.js';

/** How many warnings of a call are kept, as in bridge/replies.py: nobody reads more. */
const maxWarnings = 100;

/** The answer of a call that is finished. */
export interface FinishedAnswer<T> extends Answer<T> {
  /** How long it took until the call was made the last time, in ms. */
  waitedMs: number;
}

/**
 * Makes calls of Python until they are finished. A call may take many turns, with a frame decoded or
 * other calls made in between; the warnings of all its turns are reported once, with its answer.
 */
export class Turns {
  readonly #decoder: FrameDecoder;

  constructor(decoder: FrameDecoder) {
    this.#decoder = decoder;
  }

  /**
   * Makes a call until it is finished or aborted, and calls `busy` after each turn that didn't finish
   * it, and now and then while a frame is decoded. Throws what `Python.call` throws, and the signal's
   * reason.
   */
  async finish<T>(
    call: () => Answer<T>,
    busy: () => void,
    signal?: AbortSignal,
  ): Promise<FinishedAnswer<T>> {
    const start = performance.now();
    let waitedMs = 0;
    const warnings = new Map<string, Warning>();
    const keep = (more: Warning[]) => {
      for (const warning of more.slice(0, maxWarnings - warnings.size)) {
        warnings.set(JSON.stringify(warning), warning);
      }
    };
    const turn = () => {
      signal?.throwIfAborted();
      waitedMs = performance.now() - start;
      try {
        return call();
      } catch (error) {
        if (error instanceof CallAgain) {
          keep(error.warnings);
        }
        throw error;
      }
    };
    for (;;) {
      try {
        const answer = await this.#decoder.run(turn, busy);
        keep(answer.warnings);
        return { value: answer.value, warnings: [...warnings.values()], waitedMs };
      } catch (error) {
        if (!(error instanceof Unfinished)) {
          throw error;
        }
      }
      busy();
      await othersTurn();
    }
  }
}

/** Resolves once the messages that have arrived are handled. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
