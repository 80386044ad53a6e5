import { DicomError } from '../errors.js';
import { detailOf } from '../languages/message.js';
import { fetchWithStallLimit, readAll } from '../network/fetch.js';
import { spawnWorker } from '../protocol/spawn.js';
import { RuntimeClient } from './client.js';
import { whenHiddenForLong } from './hidden-page.js';

/** How long, in ms, nobody may use a runtime before it is ended; where nobody sees the page, not as long. */
const unusedLimit = { visible: 120_000, hidden: 10_000 };

let current: RuntimeClient | undefined;
/** How many starts failed: what the browser keeps of their files may be damaged. */
let failedStarts = 0;
let unusedTimer: ReturnType<typeof setTimeout> | undefined;

/**
 * Returns the page's one runtime; starts it if there is none or it has died.
 * Throws a `DicomError` of `runtime` if the page may not start workers.
 */
export function sharedRuntime(): RuntimeClient {
  if (!current?.alive) {
    const isFirst = !current;
    failedStarts += current && !current.hasStarted ? 1 : 0;
    try {
      current = startRuntime();
    } catch (error) {
      throw new DicomError(
        'runtime',
        'worker-refused',
        { detail: detailOf(error) },
        { cause: error },
      );
    }
    if (isFirst) {
      whenHiddenForLong(dropCaches);
      document.addEventListener('visibilitychange', followUse);
    }
  }
  return current;
}

function startRuntime(): RuntimeClient {
  const url = new URL('./worker.js', import.meta.url);
  if (failedStarts > 0) {
    // The worker fetches all files anew whose URL is that of a further try.
    url.search = `retry=${String(failedStarts)}`;
  }
  const probe = async () => {
    const { ok, status, body, headers } = await fetchWithStallLimit(url.href);
    if (!ok || !body) {
      throw new Error(`${url.href} answered ${String(status)}.`);
    }
    await readAll(body);
    const type = headers.get('content-type') ?? '';
    if (!type.includes('javascript')) {
      throw new Error(`The server sends it as "${type}", not as text/javascript.`);
    }
  };
  return new RuntimeClient(spawnWorker(url, 'dicom-viewer'), { probe, useChanged: followUse });
}

/** Python never gives memory back: once nobody uses it, it is ended, and the next source starts another. */
function followUse(): void {
  clearTimeout(unusedTimer);
  if (current?.alive && !current.isUsed) {
    const limit = document.hidden ? unusedLimit.hidden : unusedLimit.visible;
    unusedTimer = setTimeout(() => {
      current?.end();
    }, limit);
  }
}

function dropCaches(): void {
  if (current?.alive) {
    // A runtime that dies meanwhile keeps nothing.
    current.call({ type: 'drop-caches' }).catch(() => undefined);
  }
}
