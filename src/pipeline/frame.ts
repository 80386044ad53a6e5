/**
 * The script of the sandboxed frame in which a pipeline's worker is started. It takes one message of the page: the
 * worker's script, and the port by which page and worker talk.
 */

import { trustPolicy } from '../trusted-types.js';

addEventListener(
  'message',
  ({ data, ports }: MessageEvent<{ script: Blob }>) => {
    // From here on nothing may be fetched, not even this script, whose URL could carry data out.
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:";
    document.head.append(policy);
    const [port] = ports;
    const url = URL.createObjectURL(data.script);
    const worker = new Worker(trustPolicy().createScriptURL(url));
    worker.addEventListener('error', ({ message }) => {
      port?.postMessage({ type: 'fatal', detail: message || "the worker's script doesn't run" });
    });
    if (port) {
      worker.postMessage({ port }, [port]);
    }
  },
  { once: true },
);
parent.postMessage('dicom-viewer', '*');
