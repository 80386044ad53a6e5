// Serves what snippets name: dist/ where they look for it, images, and pages made of snippets.

import { once } from 'node:events';
import { createServer } from 'node:http';
import sirv from 'sirv';
import { snippetSamples } from '../../scripts/docs/samples.mjs';
import { dist } from '../../scripts/paths.mjs';

export const token = 'a-token-of-this-session';

const element = sirv(dist, { dev: true });

/**
 * @param {Record<string, string>} pages what is served beside dist/ and the images, by its path; may be added to
 * @param {Record<string, string>} headers of every answer; may be changed
 * @returns {Promise<{ url: string, end: () => void }>}
 */
export async function serveSnippets(pages, headers = {}) {
  const samples = snippetSamples();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    response.setHeader('access-control-allow-origin', '*');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const folder = /^\/(dist|dicom-viewer)\//.exec(pathname);
    if (folder) {
      request.url = pathname.slice(folder[0].length - 1);
      element(request, response);
    } else answer(request, response, pathname);
  });
  function answer(request, response, pathname) {
    const sample = samples[pathname.slice(1).replace(/^protected\//, '')];
    const isForbidden =
      pathname.startsWith('/protected/') && request.headers.authorization !== `Bearer ${token}`;
    const page = pages[pathname];
    if (isForbidden) response.writeHead(401).end();
    else if (page) response.writeHead(200, { 'content-type': typeOf(pathname) }).end(page);
    else if (sample) response.writeHead(200, { 'content-type': 'application/dicom' }).end(sample);
    else response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end();
  }
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, end };
}

/** A document around a snippet, which loads the element unless the snippet does. */
export function documentOf(snippet) {
  const loads = /<script[^>]*\ssrc=/.test(snippet);
  const script = loads ? '' : '<script type="module" src="/dist/dicom-viewer.js"></script>';
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Snippet</title>${script}</head>
  <body>${snippet}</body>
</html>
`;
}

function typeOf(path) {
  if (path.endsWith('.json')) return 'application/json';
  return path.endsWith('.js') ? 'text/javascript' : 'text/html';
}
