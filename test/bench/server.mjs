// Where the benchmarks' pages come from: a host that compresses what can be, and lets browsers keep what it sends.

import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { transform } from 'esbuild';
import { project } from '../../scripts/paths.mjs';
import { brotli, isCompressible } from '../../scripts/transfer.mjs';
import { Link } from './link.mjs';

/** Where URLs lead to. */
const folders = {
  '/dist/': project('dist'),
  '/files/': project('.cache', 'bench'),
  '/page/': project('test', 'bench', 'page'),
  '/peers/': project('.cache', 'peers', 'dist'),
  '/pyodide/': project('node_modules', 'pyodide'),
  '/wheels/': project('.cache', 'runtime'),
};

/** Folders whose files are fetched while something is measured: nobody waits for their compression. */
const compressedFolders = ['/dist/', '/page/', '/peers/', '/pyodide/'];

/** Folders of viewers, whose bytes are counted. */
const countedFolders = ['/dist/', '/peers/'];

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/**
 * Serves all that the benchmarks' pages need.
 *
 * @returns {Promise<{ url: string, takeCount: () => number, use: (link: Link) => void, close: () => void }>}
 *   `takeCount` returns how many bytes of viewers were sent since it was called last; `use` sets the link of what is sent
 */
export async function serveBenchmarks() {
  const compressed = await compressAll();
  let count = 0;
  let link = new Link();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const body = compressed.get(pathname) ?? (await readFile(pathOf(pathname)).catch(() => null));
    if (!body) {
      response.writeHead(404).end();
      return;
    }
    if (countedFolders.some((prefix) => pathname.startsWith(prefix))) count += body.length;
    if (compressed.has(pathname)) response.setHeader('content-encoding', 'br');
    response.writeHead(200, {
      'cache-control': 'max-age=3600',
      'content-length': body.length,
      'content-type': types[extname(pathname)] ?? 'application/octet-stream',
    });
    await link.send(response, body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    takeCount: () => {
      const taken = count;
      count = 0;
      return taken;
    },
    use: (other) => {
      link = other;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What a URL's path leads to; nothing that exists, if it leads nowhere. */
function pathOf(pathname) {
  const prefix = Object.keys(folders).find((each) => pathname.startsWith(each)) ?? pathname;
  return join(folders[prefix] ?? '', pathname.slice(prefix.length));
}

/** @returns {Promise<Map<string, Buffer>>} by the path of its URL, what can be compressed; TypeScript as JavaScript */
async function compressAll() {
  const names = compressedFolders
    .filter((prefix) => existsSync(folders[prefix]))
    .flatMap((prefix) =>
      readdirSync(folders[prefix], { recursive: true }).map((name) => `${prefix}${name}`),
    );
  const content = async (name) => {
    const bytes = await readFile(pathOf(name));
    return name.endsWith('.ts') ? (await transform(bytes, typescript)).code : bytes;
  };
  const wanted = names
    .map((name) => [name, name.replace(/\.ts$/, '.js')])
    .filter(([, url]) => isCompressible(url));
  return new Map(
    await Promise.all(wanted.map(async ([name, url]) => [url, await brotli(await content(name))])),
  );
}

const typescript = { loader: 'ts', target: 'es2022' };
