// A static server of demo/ and dist/, for this machine only.

import { createServer } from 'node:http';
import sirv from 'sirv';
import { project } from './paths.mjs';
import { Problem } from './problem.mjs';

const host = '127.0.0.1';
const firstPort = 8080;
const lastPort = 8180;

/** What is served; each folder by a handler that never leaves it. */
const folders = { '/demo/': serve('demo'), '/dist/': serve('dist') };

/** @returns {Promise<{ url: string, server: import('node:http').Server }>} where the demo is, once it is served */
export async function serveDemo() {
  const server = createServer(answer);
  for (let port = firstPort; port <= lastPort; port++) {
    if (await listens(server, port)) return { url: `http://${host}:${port}/demo/`, server };
  }
  throw new Problem(`All ports from ${firstPort} to ${lastPort} are taken.`);
}

function answer(request, response) {
  const prefix = Object.keys(folders).find((path) => request.url.startsWith(path));
  if (prefix) {
    request.url = request.url.slice(prefix.length - 1);
    folders[prefix](request, response);
  } else if (request.url === '/') {
    response.writeHead(302, { location: '/demo/' }).end();
  } else {
    response.writeHead(404).end('Not found\n');
  }
}

function serve(folder) {
  return sirv(project(folder), {
    dev: true,
    etag: true,
    setHeaders(response, path) {
      response.setHeader('cache-control', 'no-cache');
      if (path.endsWith('.dcm')) response.setHeader('content-type', 'application/dicom');
    },
  });
}

function listens(server, port) {
  return new Promise((resolve, reject) => {
    const refused = (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error));
    server.once('error', refused);
    server.listen(port, host, () => {
      server.off('error', refused);
      resolve(true);
    });
  });
}
