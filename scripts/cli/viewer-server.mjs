// A server for one page on this machine: the viewer, and the files that it was started for. It serves nothing else of the
// disk, and answers nobody who doesn't know its token.

import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const host = '127.0.0.1';
const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** How long, in ms, no page may be open before the server ends: a reload takes less. */
const grace = 3000;

/**
 * Serves files to a viewer. Emits `closed` when the last page that was open has been closed.
 *
 * @example
 * const server = await ViewerServer.start(itemsOf(['scan.dcm']));
 * console.log(server.url);
 */
export class ViewerServer extends EventEmitter {
  #token = randomBytes(16).toString('hex');
  #server = createServer((request, response) => void this.#answer(request, response));
  #items;
  #own = ownFiles();
  #pages = new Set();

  /** @param {import('./arguments.mjs').Item[]} items */
  static async start(items) {
    const server = new ViewerServer(items);
    server.#server.listen(0, host);
    await once(server.#server, 'listening');
    return server;
  }

  constructor(items) {
    super();
    this.#items = items;
  }

  /** Where the page is. */
  get url() {
    return `${this.#origin}/${this.#token}/`;
  }

  end() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get #origin() {
    return `http://${host}:${this.#server.address().port}`;
  }

  async #answer(request, response) {
    const prefix = `/${this.#token}/`;
    if (!this.#isOwn(request) || !request.url.startsWith(prefix)) {
      send(response, 403, 'Forbidden\n');
      return;
    }
    const path = request.url.slice(prefix.length).replace(/\?.*$/, '');
    const [start, index] = /^files\/(\d+)\//.exec(path) ?? [];
    const item = index && this.#items[Number(index)];
    try {
      if (path === 'open') this.#follow(request, response);
      else if (path === '') this.#sendPage(response);
      else if (this.#own.has(path)) await sendFile(response, this.#own.get(path));
      else if (item?.study) await this.#relayOf(item, request, prefix + start, response);
      else if (item?.url) await relay(response, item.url);
      else if (item) await sendFile(response, item.path);
      else send(response, 404, 'Not found\n');
    } catch {
      if (response.headersSent) response.destroy();
      else send(response, 502, 'The file can not be read\n');
    }
  }

  /** Sends on what a DICOMweb server answers: what is asked for has to be of the study that the user named. */
  async #relayOf({ study }, { url, headers }, start, response) {
    const { href } = new URL(url.slice(start.length), `${study}/../../`);
    if (href.startsWith(`${study}/`)) await relay(response, href, headers.accept);
    else send(response, 403, 'Forbidden\n');
  }

  /**
   * Whether a request is for this server, from its own page or from nobody's: a page elsewhere may have led a name to
   * this address (DNS rebinding).
   */
  #isOwn({ method, headers }) {
    const site = headers['sec-fetch-site'] ?? 'none';
    return (
      method === 'GET' &&
      `http://${headers.host}` === this.#origin &&
      (headers.origin ?? this.#origin) === this.#origin &&
      ['none', 'same-origin'].includes(site)
    );
  }

  #sendPage(response) {
    const files = this.#items.map(
      ({ name, study }, index) => `files/${index}/${study ? name : encodeURIComponent(name)}`,
    );
    send(response, 200, pageOf(files), {
      'content-type': types['.html'],
      'content-security-policy': policy,
    });
  }

  /** A page holds this answer open as long as it is there. */
  #follow(request, response) {
    response.writeHead(200, { ...safely, 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    this.#pages.add(response);
    request.on('close', () => {
      this.#pages.delete(response);
      setTimeout(() => {
        if (this.#pages.size === 0) this.emit('closed');
      }, grace);
    });
  }
}

/** The page runs nothing but its own scripts, and fetches from nobody else. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const safely = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function send(response, status, body, headers = {}) {
  response.writeHead(status, { ...safely, 'content-type': 'text/plain', ...headers }).end(body);
}

async function sendFile(response, path) {
  const { size } = statSync(path);
  const type = types[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { ...safely, 'content-type': type, 'content-length': size });
  await pipeline(createReadStream(path), response);
}

/** The types of images that are sent on as such; nothing is that a browser would run. */
const imageTypes = /^(multipart\/related|application\/(dicom|octet-stream)|image\/j[\w-]+) *(;|$)/i;

/** Sends on what another server answers, which a page might not be allowed to read. */
async function relay(response, url, accept = '*/*') {
  const answer = await fetch(url, { headers: { accept } });
  const said = answer.headers.get('content-type') ?? '';
  const type = imageTypes.test(said) ? said : 'application/octet-stream';
  response.writeHead(answer.status, { ...safely, 'content-type': type });
  if (answer.body) await pipeline(Readable.fromWeb(answer.body), response);
  else response.end();
}

/** The page's files and those of the viewer: path in a URL → path on the disk. */
function ownFiles() {
  const page = ['page.js', 'page.css'].map((name) => [name, pathOf(name)]);
  const viewer = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((path) => [`dist/${relative(dist, path).split(sep).join('/')}`, path]);
  return new Map([...page, ...viewer]);
}

function pathOf(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

function pageOf(urls) {
  const sources = urls.map((url) => `<source src="${escaped(url)}">`).join('\n');
  return readFileSync(pathOf('page.html'), 'utf8').replace('<!-- sources -->', () => sources);
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
