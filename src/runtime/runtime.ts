import { DicomError } from '../errors.js';
import { RuntimeClient } from './client.js';
import { spawnWorker } from './spawn.js';

let current: RuntimeClient | undefined;

/**
 * Returns the page's one runtime; starts it if there is none or it has died.
 * Throws a `DicomError` of `runtime` if the page may not start workers.
 */
export function sharedRuntime(): RuntimeClient {
  if (!current?.alive) {
    try {
      current = new RuntimeClient(spawnWorker());
    } catch (error) {
      throw new DicomError('runtime', 'The worker could not be started.', { cause: error });
    }
  }
  return current;
}
