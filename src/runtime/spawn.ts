/** Starts the worker, which lies beside this module, wherever that is. */
export function spawnWorker(): Worker {
  const url = new URL('./worker.js', import.meta.url);
  const options: WorkerOptions = { type: 'module', name: 'dicom-viewer' };
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
