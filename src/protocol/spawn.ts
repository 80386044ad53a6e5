/** Starts a worker from a module, also from one of another origin that allows it. */
export function spawnWorker(url: URL, name: string): Worker {
  const options: WorkerOptions = { type: 'module', name };
  if (url.origin === globalThis.location.origin) {
    return new Worker(url, options);
  }
  // A worker must come from the page's own origin: a blob does, and may import from any that allows it.
  const source = new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' });
  const blobUrl = URL.createObjectURL(source);
  const worker = new Worker(blobUrl, options);
  const revoke = () => {
    URL.revokeObjectURL(blobUrl);
  };
  worker.addEventListener('message', revoke, { once: true });
  worker.addEventListener('error', revoke, { once: true });
  return worker;
}
