import { setTimeout as pause } from 'node:timers/promises';

/** How long, in ms, a visit may take before it is made again. */
const patience = 50_000;

/**
 * Does something, again where it comes to no end: under WebDriver BiDi, Firefox sometimes blocks a worker for good when
 * that starts workers of its own.
 */
export async function done(act) {
  for (;;) {
    const acting = act();
    acting.catch(() => undefined); // it may fail when nobody waits any more
    const result = await Promise.race([acting, pause(patience, undefined, { ref: false })]);
    if (result) return result;
  }
}
