/** How often, in ms, a call that waits says so. */
const interval = 10_000;

/** Waits for what has limits of its own, and calls `busy` again and again until it settles. */
export async function whileBusy<T>(work: Promise<T>, busy: () => void): Promise<T> {
  const timer = setInterval(busy, interval);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
