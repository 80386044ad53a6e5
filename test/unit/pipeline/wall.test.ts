import { expect } from 'chai';

import { startBehindWall } from '../../../src/pipeline/wall.js';

/** What a worker tries in order to carry data out; each attempt returns, or resolves, only if it gets through. */
const attempts = `
const base = 'ORIGIN/beacon/';
const never = new Promise(() => {});
const opened = (target, event) => new Promise((resolve, reject) => {
  target.addEventListener(event, resolve);
  target.addEventListener('error', () => reject(new Error('refused')));
});
const attempts = {
  fetch: () => fetch(base + 'fetch'),
  'fetch without cors': () => fetch(base + 'no-cors', { mode: 'no-cors', keepalive: true }),
  'fetch of a data URL': () => fetch('data:text/plain,a'),
  XMLHttpRequest: () => { const request = new XMLHttpRequest(); request.open('GET', base + 'xhr', false); request.send(); },
  importScripts: () => importScripts(base + 'script.js'),
  'importScripts of the frame’s own script': () => importScripts('ORIGIN/dist/pipeline-frame.js?secret'),
  'importScripts of a blob': () => importScripts(URL.createObjectURL(new Blob(['1']))),
  import: () => import(base + 'module.js'),
  'import of a data URL': () => import('data:text/javascript,export default 1'),
  EventSource: () => opened(new EventSource(base + 'events'), 'open'),
  WebSocket: () => opened(new WebSocket(base.replace('http', 'ws') + 'socket'), 'open'),
  WebTransport: () => new WebTransport('https://127.0.0.1:1/').ready,
  FontFace: () => new FontFace('a', 'url(' + base + 'font)').load(),
  'a worker of a URL': () => opened(new Worker(base + 'worker.js'), 'message'),
  'code from text': () => (0, eval)('1'),
  'a function from text': () => new Function('return 1')(),
  'a timer from text': () => new Promise((resolve, reject) => { self.ran = resolve; setTimeout('self.ran()'); setTimeout(() => reject(new Error('not run')), 200); }),
  indexedDB: () => new Promise((resolve, reject) => { const request = indexedDB.open('a'); request.onsuccess = resolve; request.onerror = () => reject(request.error); }),
  caches: () => caches.open('a'),
  'private files': () => navigator.storage.getDirectory(),
  cookies: () => cookieStore.getAll(),
};
addEventListener('message', async ({ data: { port } }) => {
  const through = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await Promise.race([attempt(), new Promise((_, reject) => setTimeout(() => reject(new Error('nothing')), 1000))]);
      through.push(name);
    } catch (error) {}
  }
  const module = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  port.postMessage({ through, origin: self.origin, hasDocument: typeof document, module: String(module) });
});
`;

async function beacons(): Promise<string[]> {
  return (await (await fetch('/beacon/')).json()) as string[];
}

describe('the wall around a pipeline’s worker', () => {
  it('lets WebAssembly run, and nothing out', async () => {
    const { href } = new URL('/dist/pipeline-frame.js', location.href);
    const script = new Blob([attempts.replaceAll('ORIGIN', location.origin)]);
    const { port, end } = await startBehindWall(script, href);
    const report = await new Promise((resolve) => {
      port.onmessage = ({ data }) => {
        resolve(data);
      };
    });
    expect(report).to.deep.equal({
      through: [],
      origin: 'null',
      hasDocument: 'undefined',
      module: '[object WebAssembly.Module]',
    });
    expect(await beacons()).to.deep.equal([]);
    end();
    expect(document.querySelector('iframe')).to.equal(null);
  });

  it('is none where the page’s policy stops the frame’s script', async () => {
    const missing = new URL('/beacon', location.href).href;
    const outcome = await startBehindWall(new Blob(), missing).catch((error: unknown) => error);
    expect(outcome).to.be.an('error');
    expect(document.querySelector('iframe')).to.equal(null);
  });
});
