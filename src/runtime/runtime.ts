import { RuntimeClient } from './client.js';
import { spawnWorker } from './spawn.js';

let current: RuntimeClient | undefined;

/** Returns the page's one runtime; starts it if there is none or it has died. */
export function sharedRuntime(): RuntimeClient {
  if (!current?.alive) {
    current = new RuntimeClient(spawnWorker());
  }
  return current;
}
