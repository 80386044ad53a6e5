import { trustPolicy } from '../trusted-types.js';

/** The name of a worker whose start failed before: what the browser keeps of its files may be damaged. */
export const startAgain = 'dicom-viewer-again';

/** A worker's script, and how it is to be run. */
export interface WorkerScript {
  url: URL;
  options: WorkerOptions;
}

/**
 * Finds out which script an expression would start. Bundlers follow `new Worker(new URL('./name.js', import.meta.url))`
 * as a whole only, and put what they have made of it in its place: while it is evaluated, `Worker` starts nothing.
 */
export function scriptOf(start: () => Worker): WorkerScript {
  const { Worker } = globalThis;
  const scripts: WorkerScript[] = [];
  globalThis.Worker = function (url: string | URL, options: WorkerOptions = {}) {
    scripts.push({ url: new URL(url, globalThis.location.href), options });
  } as unknown as typeof Worker;
  try {
    start();
  } finally {
    globalThis.Worker = Worker;
  }
  const [script] = scripts;
  if (!script) {
    throw new Error('No worker is to be started.');
  }
  return script;
}

/** Starts a worker, also from a script of another origin that allows it. */
export function spawnWorker({ url, options }: WorkerScript, name: string): Worker {
  if (url.origin === globalThis.origin) {
    return new Worker(trusted(url.href), { ...options, name });
  }
  // A worker must come from the page's own origin, which a frame in a sandbox shares with no URL: a blob does.
  const code =
    options.type === 'module' ? importing(url) : `importScripts(${JSON.stringify(url.href)});`;
  const source = new Blob([code], { type: 'text/javascript' });
  const blobUrl = URL.createObjectURL(source);
  const worker = new Worker(trusted(blobUrl), { name });
  const revoke = () => {
    URL.revokeObjectURL(blobUrl);
  };
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}

function trusted(url: string): string {
  return trustPolicy().createScriptURL(url);
}

/**
 * The script of a worker that imports a module. It is no module itself, which may import nothing in a sandbox; so it
 * keeps the messages that come before the module can take them.
 */
function importing({ href }: URL): string {
  return `
const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
import(${JSON.stringify(href)}).then(
  () => {
    removeEventListener('message', keep);
    for (const { data } of early) dispatchEvent(new MessageEvent('message', { data }));
  },
  (error) => setTimeout(() => { throw error; }),
);`;
}
