import { trustPolicy } from '../trusted-types.js';

/** Starts a worker from a module, also from one of another origin that allows it. */
export function spawnWorker(url: URL, name: string): Worker {
  if (url.origin === globalThis.origin) {
    return new Worker(trusted(url.href), { type: 'module', name });
  }
  // A worker must come from the page's own origin, which a frame in a sandbox shares with no URL: a blob does.
  const source = new Blob([importing(url)], { type: 'text/javascript' });
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
