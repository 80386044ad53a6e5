import { PassingFailure } from './fetch-file.js';

/** A server's overload is over in seconds, or not soon; in ms. */
const defaultPauses: readonly number[] = [1000, 3000];

/** The longest wait, in ms, that a server may ask for before a further try. */
const longestPause = 10_000;

/** When a further try is made. */
export interface PersistOptions {
  signal: AbortSignal;
  /** How long to wait before each further try, in ms. */
  pauses?: readonly number[] | undefined;
  /** Whether a further try may help. */
  mayTryAgain: () => boolean;
}

/** Tries again what fails in a way that may pass. Throws the last failure. */
export async function persist<T>(
  attempt: () => Promise<T>,
  { signal, pauses = defaultPauses, mayTryAgain }: PersistOptions,
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const pause = pauses[tries];
      if (pause === undefined || !(error instanceof PassingFailure) || !mayTryAgain()) {
        throw error;
      }
      await wait(Math.min(Math.max(pause, error.retryAfter), longestPause), signal);
    }
  }
}

/** Waits for so many ms, or until the signal aborts. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timeout);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timeout = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
