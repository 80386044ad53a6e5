import { DicomError } from '../errors.js';
import { spawnWorker } from '../protocol/spawn.js';
import { RuntimeClient } from './client.js';
import { whenHiddenForLong } from './hidden-page.js';

let current: RuntimeClient | undefined;

/**
 * Returns the page's one runtime; starts it if there is none or it has died.
 * Throws a `DicomError` of `runtime` if the page may not start workers.
 */
export function sharedRuntime(): RuntimeClient {
  if (!current?.alive) {
    const isFirst = !current;
    try {
      const url = new URL('./worker.js', import.meta.url);
      current = new RuntimeClient(spawnWorker(url, 'dicom-viewer'));
    } catch (error) {
      throw new DicomError('runtime', 'worker-not-started', {}, { cause: error });
    }
    if (isFirst) {
      whenHiddenForLong(dropCaches);
    }
  }
  return current;
}

function dropCaches(): void {
  // A runtime that has died keeps nothing.
  current?.call({ type: 'drop-caches' }).catch(() => undefined);
}
