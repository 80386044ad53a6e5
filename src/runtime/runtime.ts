import { DicomError } from '../errors.js';
import { detailOf } from '../languages/message.js';
import { fetchWithStallLimit, readAll } from '../network/fetch.js';
import { fileAtBase } from '../network/own-files.js';
import { scriptOf, spawnWorker, startAgain, type WorkerScript } from '../protocol/spawn.js';
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
      const parameters = { detail: detailOf(error) };
      throw error instanceof DicomError
        ? error
        : new DicomError('runtime', 'worker-refused', parameters, { cause: error });
    }
    if (isFirst) {
      whenHiddenForLong(dropCaches);
      document.addEventListener('visibilitychange', followUse);
    }
  }
  return current;
}

function startRuntime(): RuntimeClient {
  const script = workerScript();
  if (failedStarts > 0) {
    script.url.searchParams.set('retry', String(failedStarts)); // its file may be damaged, too
  }
  const worker = spawnWorker(script, failedStarts > 0 ? startAgain : 'dicom-viewer');
  const probe = () => fetchScript(script.url.href);
  return new RuntimeClient(worker, { probe, useChanged: followUse });
}

function workerScript(): WorkerScript {
  const url = fileAtBase('worker.js');
  if (url) {
    return { url, options: { type: 'module' } };
  }
  try {
    return scriptOf(() => new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
  } catch (error) {
    // A bundler has made a script of the module, which doesn't know where it lies.
    throw fileMissing('worker.js', detailOf(error));
  }
}

/** Fetches the worker's script to its end; throws why that can't be had. */
async function fetchScript(url: string): Promise<void> {
  const { ok, status, headers, body } = await fetchWithStallLimit(url);
  const type = headers.get('content-type') ?? '';
  if (!ok || !body || !type.includes('javascript')) {
    await body?.cancel();
    throw fileMissing(url, `${String(status)} ${type}`.trim());
  }
  await readAll(body);
}

function fileMissing(url: string, status: string): DicomError {
  return new DicomError('runtime', 'runtime-file', { url, status });
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
