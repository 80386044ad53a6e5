// Servers of the project, each on an origin of its own.

import { once } from 'node:events';
import { createServer } from 'node:http';
import sirv from 'sirv';
import { root } from '../../scripts/paths.mjs';

/**
 * Serves the project with some headers. Whatever comes below `/beacon/` is answered, and named in `reached`; `answer` is
 * asked first, and returns whether it answers.
 */
export async function serve(headers = {}, answer = () => false) {
  const setHeaders = (response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  };
  const files = sirv(root, { dev: true, etag: true, dotfiles: true, setHeaders });
  const reached = [];
  const server = createServer((request, response) => {
    if (request.url.startsWith('/beacon/')) {
      reached.push(request.url);
      const type = request.url.endsWith('.js') ? 'text/javascript' : 'text/plain';
      response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': type }).end();
    } else if (!answer(request, response)) {
      files(request, response);
    }
  });
  server.on('upgrade', (request, socket) => {
    reached.push(request.url);
    socket.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, reached, end };
}
