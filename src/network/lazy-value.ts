/** How long, in ms, what elements ask for with each of their updates is let alone after it has failed. */
export const retryPause = 1000;

/**
 * Makes a value when it is first asked for, and keeps it. Of what fails, a further try is made when it is asked for
 * after a pause in ms; until then the failure is kept.
 *
 * @example
 * const fetchControls = lazyValue(() => importWithStallLimit(url), retryPause);
 */
export function lazyValue<T>(make: () => Promise<T>, pause = 0): () => Promise<T> {
  let value: Promise<T> | undefined;
  let retryTime = Infinity;
  return () => {
    if (performance.now() >= retryTime) {
      value = undefined;
      retryTime = Infinity;
    }
    value ??= make().catch((error: unknown) => {
      retryTime = performance.now() + pause;
      throw error;
    });
    return value;
  };
}
