// What the tests in the browser need of a network: a page under a strict policy, another origin, and bad luck.

import { readFile } from 'node:fs/promises';
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { basename, extname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sirv from 'sirv';
import { project } from '../scripts/paths.mjs';

/** The policy that the contract promises to work under. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
].join('; ');

/** The same for a page that takes no text as HTML or script, but what the element's own policy marks. */
const trustedPolicy = `${policy}; require-trusted-types-for 'script'; trusted-types dicom-viewer`;

/** How many pieces a slow file comes in, and the milliseconds between two of them. */
const slow = { pieces: 20, interval: 50 };

/** How paths are answered; those that name a file name one of the project. */
const routes = [
  // /strict-csp/dist/worker.js: the file under the policy, which a worker takes from its own script
  [/^\/strict-csp\/(.+)$/, sendUnder(policy)],
  [/^\/trusted-types\/(.+)$/, sendUnder(trustedPolicy)],
  // /isolated/dist/worker.js: the file with the headers of a page that shares its process with none
  [/^\/isolated\/(.+)$/, sendIsolated],
  // /typeless/dist/pyodide.wasm: the file, of no known type unless it is a script or a page
  [/^\/typeless\/(.+)$/, sendTypeless],
  // /mistyped/worker.js/dist/worker.js: the file, but worker.js as plain text
  [/^\/mistyped\/([^/]+)\/(.+)$/, sendMistyped],
  // /outdated/dist/worker.js: the file, but the worker of another build
  [/^\/outdated\/(.+)$/, sendOutdated],
  // /offline/test/element/pages/empty.html: the file, until ?cut ends the connection of every request below /offline/
  [/^\/offline\/(.+)$/, sendWhileOnline],
  // /slow/.cache/pydicom/CT_small.dcm: the file, within a second
  [/^\/slow\/(.+)$/, sendSlowly],
  // /hang/.cache/pydicom/CT_small.dcm: half of the file, then not a byte more
  [/^\/hang\/(.+)$/, sendHalf],
  // /misfit/dist/worker.js: the worker with a start image that doesn't fit; all else is as it is
  [/^\/misfit\/(.+)$/, sendMisfit],
  // /iphone/dist/worker.js: the worker on what says to be an iPhone; all else is as it is
  [/^\/iphone\/(.+)$/, sendAsToIphone],
  // /fragile/dist/codecs/jpeg.js: the file; with ?break it is unavailable from now on, until ?mend
  [/^\/fragile\/(.+)$/, sendUnlessBroken],
  // /drip/1000/dist/codecs/jpeg.js: the file, 1000 bytes a second
  [/^\/drip\/(\d+)\/(.+)$/, sendDripping],
  // /cut/.cache/pydicom/CT_small.dcm: half of the file, then the connection ends
  [/^\/cut\/(.+)$/, sendCut],
  // /lie/5000000000/.cache/pydicom/CT_small.dcm: the file, whose length is said to be so many bytes
  [/^\/lie\/(\d+)\/(.+)$/, sendWithLength],
  // /passing/2/name/.cache/pydicom/CT_small.dcm: 503 for the first two requests of this URL, then the file
  [/^\/passing\/(\d+)\/(.+?)\/(.+)$/, sendLater],
  // /fault/stall:codecs/jpeg.js/dist/worker.js: the file; the one that is named has the fault, until ?mend
  [/^\/fault\/((stall|missing|cut|flip|half):([^/]+))\/(.+)$/, sendWithFault],
  // /beacon/name: nothing, but /beacon/ lists the names that were asked for
  [/^\/beacon\/(.*)$/, noteBeacon],
  // /status/404: that status
  [/^\/status\/(\d{3})$/, sendStatus],
];

/** A middleware of the test runner's server. */
export async function badNetwork(context, next) {
  for (const [pattern, send] of routes) {
    const match = pattern.exec(context.path);
    if (match) return send(context, ...match.slice(1));
  }
  return next();
}

/**
 * A plugin of the test runner: another origin, whose URL is in /other-origin.json. It shares `/dist/…` and
 * `/pydicom/…` (the samples) with every origin; below `/nocors/` it has the same, and shares it with none.
 */
export function otherOrigin() {
  const server = createServer(answerElsewhere);
  return {
    name: 'other-origin',
    serverStart() {
      return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    },
    serve({ path }) {
      if (path !== '/other-origin.json') return undefined;
      return { body: JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` }) };
    },
    serverStop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function sendUnder(csp) {
  return async (context, path) => {
    context.type = extname(path);
    context.set('content-security-policy', csp);
    context.body = await readFile(project(path));
  };
}

async function sendIsolated(context, path) {
  context.type = extname(path);
  context.set('cross-origin-opener-policy', 'same-origin');
  context.set('cross-origin-embedder-policy', 'require-corp');
  context.body = await readFile(project(path));
}

async function sendTypeless(context, path) {
  const extension = extname(path);
  context.type = ['.js', '.html'].includes(extension) ? extension : 'application/octet-stream';
  context.body = await readFile(project(path));
}

async function sendMistyped(context, name, path) {
  context.type = basename(path) === name ? 'text/plain' : extname(path);
  context.body = await readFile(project(path));
}

async function sendOutdated(context, path) {
  const content = await readFile(project(path));
  context.type = extname(path);
  context.body = path.endsWith('/worker.js')
    ? content.toString().replace(/(type:"started",build:)\w+/, '$1"another"')
    : content;
}

const beacons = [];

function noteBeacon(context, name) {
  if (name) beacons.push(name);
  context.set('access-control-allow-origin', '*');
  context.type = name.endsWith('.js') ? 'js' : 'json';
  context.body = name.endsWith('.js') ? 'self.beacon = 1' : JSON.stringify(beacons);
}

let isOnline = true;

async function sendWhileOnline(context, path) {
  if (['cut', 'mend'].includes(context.querystring)) isOnline = context.querystring === 'mend';
  if (!isOnline) {
    context.respond = false;
    context.res.destroy();
    return;
  }
  const isRecipe = path === 'service-worker.js';
  const content = await readFile(project(isRecipe ? 'docs/hosting.md' : path));
  context.type = extname(path);
  context.body = isRecipe
    ? /```js\n( *\/\/ service-worker\.js[^]*?)```/.exec(content.toString())[1]
    : content;
}

async function sendSlowly(context, path) {
  const bytes = await readFile(project(path));
  const size = Math.ceil(bytes.length / slow.pieces);
  begin(context, bytes.length);
  for (let at = 0; at < bytes.length && !context.res.destroyed; at += size) {
    context.res.write(bytes.subarray(at, at + size));
    await pause(slow.interval);
  }
  context.res.end();
}

async function sendHalf(context, path) {
  const bytes = await readFile(project(path));
  begin(context, bytes.length, extname(path));
  context.res.write(bytes.subarray(0, bytes.length / 2));
}

async function sendDripping(context, rate, path) {
  const bytes = await readFile(project(path));
  const size = Math.ceil(Number(rate) / 10);
  begin(context, bytes.length, extname(path));
  for (let at = 0; at < bytes.length && !context.res.destroyed; at += size) {
    context.res.write(bytes.subarray(at, at + size));
    await pause(100);
  }
  context.res.end();
}

async function sendCut(context, path) {
  const bytes = await readFile(project(path));
  begin(context, bytes.length, extname(path));
  context.res.write(bytes.subarray(0, bytes.length / 2), () => context.res.destroy());
}

async function sendWithLength(context, length, path) {
  const bytes = await readFile(project(path));
  begin(context, Number(length));
  context.res.write(bytes);
}

const requestCounts = new Map();

async function sendLater(context, failures, name, path) {
  const count = (requestCounts.get(context.path) ?? 0) + 1;
  requestCounts.set(context.path, count);
  if (count <= Number(failures)) {
    sendUnavailable(context);
    return;
  }
  context.type = extname(path);
  context.body = await readFile(project(path));
}

const mended = new Set();

/** What a worker does first, so that a page learns of a rejection that nobody handles there. */
const reportsRejections = `addEventListener('unhandledrejection', ({ reason }) => {
  postMessage({ type: 'progress', loaded: 0, total: 0, unhandled: String(reason) });
});`;

async function sendWithFault(context, faultAndName, fault, name, path) {
  if (context.querystring === 'mend') mended.add(faultAndName);
  const isFaulty = basename(path) === name && !mended.has(faultAndName);
  if (isFaulty && fault === 'stall') return sendHalf(context, path);
  if (isFaulty && fault === 'cut') return sendCut(context, path);
  if (isFaulty && fault === 'missing') return sendStatus(context, 404);
  let content = await readFile(project(path));
  if (basename(path) === 'worker.js') content = Buffer.from(`${reportsRejections}\n${content}`);
  if (isFaulty && fault === 'flip') content[content.length >> 1] ^= 1;
  context.type = extname(path);
  // A browser keeps what is damaged, too.
  context.set('cache-control', isFaulty ? 'max-age=3600' : 'no-cache');
  context.body = isFaulty && fault === 'half' ? content.subarray(0, content.length / 2) : content;
}

async function sendMisfit(context, path) {
  const content = await readFile(project(path));
  context.type = extname(path);
  context.body = path.endsWith('/worker.js')
    ? content.toString().replace(/(programBreak:)\d+/, '$11')
    : content;
}

async function sendAsToIphone(context, path) {
  const content = await readFile(project(path));
  context.type = extname(path);
  context.body = path.endsWith('/worker.js')
    ? `Object.defineProperty(navigator, 'userAgent', { value: 'iPhone' });${content}`
    : content;
}

const broken = new Set();

async function sendUnlessBroken(context, path) {
  if (context.querystring === 'break') broken.add(path);
  if (context.querystring === 'mend') broken.delete(path);
  if (broken.has(path)) {
    sendUnavailable(context);
    return;
  }
  context.type = extname(path);
  context.body = await readFile(project(path));
}

/** Not through the test runner's server, which lets the browser keep whatever it is. */
function sendUnavailable(context) {
  context.respond = false;
  context.res.writeHead(503, { 'cache-control': 'no-store' }).end();
}

function sendStatus(context, status) {
  context.status = Number(status);
  context.body = '';
}

/** Begins an answer that the server is not to touch any more. */
function begin(context, length, extension = '.dcm') {
  context.type = extension;
  const type = context.response.get('content-type') || 'application/dicom';
  context.respond = false;
  context.res.writeHead(200, { 'content-length': length, 'content-type': type });
}

const shared = {
  '/dist/': sirv(project('dist'), { dev: true }),
  '/pydicom/': sirv(project('.cache', 'pydicom'), { dev: true }),
};

function answerElsewhere(request, response) {
  const [, closed, folder, path] = /^(\/nocors)?(\/\w+\/)(.*)$/.exec(request.url) ?? [];
  if (!closed) response.setHeader('access-control-allow-origin', '*');
  const send = shared[folder];
  request.url = `/${path}`;
  if (send) send(request, response);
  else response.writeHead(404).end();
}
