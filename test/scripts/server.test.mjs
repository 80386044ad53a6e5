// The demo's server: the right types, nothing outside demo/ and dist/, no other machine.

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { serveDemo } from '../../scripts/server.mjs';

let origin;
let server;

/** Asks for a path as it is, where `fetch` would resolve its dots. */
function get(path) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    request({ hostname, port, path }, (response) => {
      response.resume();
      response.once('end', () => resolve(response));
    })
      .once('error', reject)
      .end();
  });
}

describe("the demo's server", () => {
  before(async () => {
    const demo = await serveDemo();
    origin = new URL(demo.url).origin;
    server = demo.server;
  });
  after(() => server.close());

  const types = {
    '/demo/': 'text/html;charset=utf-8',
    '/demo/data/CT_small.dcm': 'application/dicom',
    '/dist/dicom-viewer.js': 'text/javascript',
    '/dist/codecs/openjpegwasm_decode.wasm': 'application/wasm',
  };
  for (const [path, type] of Object.entries(types)) {
    it(`serves ${path} as ${type}`, async () => {
      const { statusCode, headers } = await get(path);
      assert.equal(statusCode, 200);
      assert.equal(headers['content-type'], type);
    });
  }

  it('answers that a file has not changed', async () => {
    const { headers } = await fetch(`${origin}/dist/worker.js`);
    const again = await fetch(`${origin}/dist/worker.js`, {
      headers: { 'if-none-match': headers.get('etag') },
    });
    assert.equal(again.status, 304);
  });

  it('leads from the root to the demo', async () => {
    assert.equal((await get('/')).headers.location, '/demo/');
  });

  for (const path of [
    '/package.json',
    '/demo/../package.json',
    '/dist/../../../../../../etc/passwd',
    '/dist/%2e%2e/package.json',
    '/dist/..%2fpackage.json',
    '/demo/%',
  ]) {
    it(`does not serve ${path}`, async () => {
      assert.equal((await get(path)).statusCode, 404);
    });
  }

  it('listens on the loopback address alone', () => {
    assert.equal(server.address().address, '127.0.0.1');
  });
});
