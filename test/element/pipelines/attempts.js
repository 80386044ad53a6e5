// What a hostile script tries in a pipeline's worker that still has all that a browser gives to workers. Where it would send
// data is in `hostile`: `bases`, below which a server notes what comes, and `script`, the frame's. `attempted` then
// resolves with what came of each attempt, 'through' or why not, and with the worker's origin.

(() => {
  const { bases, script } = globalThis.hostile;
  const patience = 2000;

  const blobOf = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));

  /** Resolves when an object fires one of its events; rejects when it fires `error`. */
  const fires = (target, event) =>
    new Promise((resolve, reject) => {
      target.addEventListener(event, resolve);
      target.addEventListener('error', () => reject(new Error('an error event')));
    });

  const request = (url, isAsync) => {
    const opened = new XMLHttpRequest();
    opened.open('GET', url, isAsync);
    const loaded = isAsync && fires(opened, 'load');
    opened.send();
    return loaded;
  };

  /** A worker of the worker's own, which tries some of it. */
  const nested = (url) => {
    const text = `
      const fires = ${fires};
      const through = () => postMessage('through');
      const tries = [
        () => fetch('${url}-fetch', { mode: 'no-cors' }),
        () => importScripts('${url}-script.js'),
        () => import('${url}-module.js'),
        () => fires(new WebSocket('${url.replace('http', 'ws')}-socket'), 'open'),
        () => fires(indexedDB.open('a'), 'success'),
      ];
      for (const each of tries) new Promise((resolve) => resolve(each())).then(through, () => undefined);`;
    return fires(new Worker(blobOf(text)), 'message');
  };

  const channel = () => {
    const opened = new BroadcastChannel('hostile');
    opened.postMessage('data');
    return fires(opened, 'message');
  };

  /** Resolves if a text runs. */
  const evaluated = (run) => {
    globalThis.hasRun = false;
    run('globalThis.hasRun = true');
    return new Promise((resolve, reject) => {
      setTimeout(() => (globalThis.hasRun ? resolve() : reject(new Error('it did not run'))), 100);
    });
  };

  const navigation = (url) => {
    const before = location.href;
    location.href = url;
    if (location.href === before) throw new Error('it stays where it is');
  };

  /** Ways to a server. */
  const ways = (base) => ({
    fetch: () => fetch(`${base}fetch`),
    'fetch without CORS': () => fetch(`${base}opaque`, { mode: 'no-cors' }),
    'fetch that outlives the worker': () =>
      fetch(`${base}kept`, { method: 'POST', body: 'data', mode: 'no-cors', keepalive: true }),
    XMLHttpRequest: () => request(`${base}request`, true),
    'synchronous XMLHttpRequest': () => request(`${base}synchronous`, false),
    WebSocket: () => fires(new WebSocket(`${base.replace('http', 'ws')}socket`), 'open'),
    WebSocketStream: () => new WebSocketStream(`${base.replace('http', 'ws')}stream`).opened,
    WebTransport: () => new WebTransport(`${base.replace('http:', 'https:')}transport`).ready,
    RTCPeerConnection: () => new RTCPeerConnection(),
    EventSource: () => fires(new EventSource(`${base}events`), 'open'),
    beacon: () => navigator.sendBeacon(`${base}beacon`, 'data'),
    importScripts: () => importScripts(`${base}script.js`),
    'import()': () => import(`${base}module.js`),
    FontFace: () => new FontFace('a', `url(${base}font)`).load(),
    Worker: () => fires(new Worker(`${base}worker.js`), 'message'),
    SharedWorker: () => fires(new SharedWorker(`${base}shared.js`), 'connect'),
    'worker of a blob': () => nested(`${base}nested`),
    'service worker': () => navigator.serviceWorker.register(`${base}service.js`),
    navigation: () => navigation(`${base}navigation`),
    window: () => open(`${base}window`),
  });

  /** Scripts that would have to be checked, places where data stay, and ways to the page. */
  const others = {
    'importScripts of the frame’s own script': () => importScripts(`${script}?secret`),
    'importScripts of a blob': () => importScripts(blobOf('1')),
    'import() of a blob': () => import(blobOf('export default 1')),
    'import() of a data: URL': () => import('data:text/javascript,export default 1'),
    'fetch of a data: URL': () => fetch('data:text/plain,a'),
    eval: () => evaluated((text) => (0, eval)(text)),
    Function: () => evaluated((text) => new Function(text)()),
    'text of a timer': () => evaluated((text) => setTimeout(text)),
    indexedDB: () => fires(indexedDB.open('a'), 'success'),
    caches: () => caches.open('a'),
    cookies: () => cookieStore.getAll(),
    localStorage: () => localStorage.setItem('a', 'b'),
    'private files': () => navigator.storage.getDirectory(),
    'storage buckets': () => navigator.storageBuckets.open('a'),
    locks: () => navigator.locks.request('a', () => undefined),
    BroadcastChannel: channel,
    document: () => document.title,
    parent: () => parent.document,
    top: () => top.document,
  };

  const outcomeOf = async (attempt) => {
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error('nothing came of it')), patience);
    });
    try {
      await Promise.race([attempt(), late]);
      return 'through';
    } catch ({ name, message }) {
      return `${name}: ${message}`;
    }
  };

  const all = [
    ...bases.flatMap((base) =>
      Object.entries(ways(base)).map(([name, attempt]) => [`${name}, ${base}`, attempt]),
    ),
    ...Object.entries(others),
  ];
  globalThis.attempted = Promise.all(
    all.map(async ([name, attempt]) => [name, await outcomeOf(attempt)]),
  ).then((outcomes) => ({ origin, outcomes: Object.fromEntries(outcomes) }));
  void globalThis.attempted.then((report) => (globalThis.report = JSON.stringify(report)));
})();
