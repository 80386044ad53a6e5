import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { findTestBrowser } from '../../scripts/browser.mjs';
import { itemsOf, Mistake } from '../../scripts/cli/arguments.mjs';
import { ViewerServer } from '../../scripts/cli/viewer-server.mjs';
import { project } from '../../scripts/paths.mjs';

const command = project('scripts', 'cli', 'dicom-viewer-element.mjs');
const sample = project('.cache', 'pydicom', 'CT_small.dcm');
const awkward = `it's 50% "a" #1?&<b>.dcm`;

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'viewer of files '));
  mkdirSync(join(folder, 'series', 'of two'), { recursive: true });
  copyFileSync(sample, join(folder, awkward));
  writeFileSync(join(folder, 'series', 'of two', 'b.dcm'), 'b');
  writeFileSync(join(folder, 'series', 'a.dcm'), 'a');
  writeFileSync(join(folder, 'series', '.hidden'), 'no');
});

after(() => rmSync(folder, { recursive: true }));

/** Sends a request as it is written, and returns the status and the body of its answer. */
async function get(url, path, { method = 'GET', headers = {} } = {}) {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, method, headers });
  sent.end();
  const [response] = await once(sent, 'response');
  const chunks = await response.toArray();
  const { statusCode: status, headers: answered } = response;
  return { status, headers: answered, body: Buffer.concat(chunks) };
}

describe('the arguments of open', () => {
  it('are files, and folders with all that is in them but what is hidden', () => {
    const items = itemsOf([join(folder, awkward), join(folder, 'series')]);
    assert.deepEqual(
      items.map(({ name }) => name),
      [awkward, 'a.dcm', 'b.dcm'],
    );
  });

  it('are URLs', () => {
    const url = 'https://example.org/a%20b/scan.dcm?token=1';
    assert.deepEqual(itemsOf([url]), [{ name: 'scan.dcm', url }]);
  });

  it('are DICOMweb resources', () => {
    const study = 'https://pacs.example.org/dicom-web/studies/1.2';
    for (const name of [
      'studies/1.2',
      'studies/1.2/series/1.3',
      'studies/1.2/series/1.3/instances/1.4',
    ]) {
      const url = `https://pacs.example.org/dicom-web/${name}`;
      assert.deepEqual(itemsOf([url, `${url}/`]), [
        { name, url, study },
        { name, url: `${url}/`, study },
      ]);
    }
  });

  it('are refused where there is nothing', () => {
    mkdirSync(join(folder, 'empty'));
    assert.throws(() => itemsOf([join(folder, 'nowhere.dcm')]), Mistake);
    assert.throws(() => itemsOf([join(folder, 'empty')]), Mistake);
  });
});

describe('the server of open', () => {
  let server;
  let elsewhere;
  let asked;

  before(async () => {
    elsewhere = createServer(({ url, headers }, response) => {
      asked = { url, accept: headers.accept };
      const [, type] = /\?type=(.*)/.exec(url) ?? [];
      response.writeHead(200, type && { 'content-type': decodeURIComponent(type) });
      response.end('from elsewhere');
    });
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const root = `http://127.0.0.1:${elsewhere.address().port}`;
    const urls = [`${root}/scan.dcm`, `${root}/web/studies/1.2/series/1.3`];
    server = await ViewerServer.start(itemsOf([join(folder, awkward), ...urls]));
  });

  after(() => {
    server.end();
    elsewhere.close();
    elsewhere.closeAllConnections();
  });

  const path = (rest) => `${new URL(server.url).pathname}${rest}`;
  const statusOf = async (...request) => (await get(server.url, ...request)).status;

  it('sends the page, whose sources are the files', async () => {
    const { status, body } = await get(server.url, path(''));
    assert.equal(status, 200);
    const sources = [...body.toString().matchAll(/<source src="([^"]*)">/g)].map(([, src]) => src);
    const others = ['files/1/scan.dcm', 'files/2/studies/1.2/series/1.3'];
    assert.deepEqual(sources, [`files/0/${encodeURIComponent(awkward)}`, ...others]);
  });

  it('sends the files as they are, and those that another server has', async () => {
    const { body } = await get(server.url, path(`files/0/${encodeURIComponent(awkward)}`));
    assert.deepEqual(body, readFileSync(sample));
    assert.equal(
      (await get(server.url, path('files/1/scan.dcm'))).body.toString(),
      'from elsewhere',
    );
  });

  it('asks a DICOMweb server for what is of the study, as the page asks', async () => {
    const accept = 'application/dicom+json';
    const asks = (rest) => get(server.url, path(`files/2/${rest}`), { headers: { accept } });
    const { body } = await asks('studies/1.2/series?limit=1');
    assert.equal(body.toString(), 'from elsewhere');
    assert.deepEqual(asked, { url: '/web/studies/1.2/series?limit=1', accept });
    const no = [
      'studies/1.23/series',
      'studies/1.2/../1.3/series',
      '/studies/1.2/a',
      'a',
      'http:a',
      '//b/a',
    ];
    for (const each of no) {
      assert.equal((await asks(each)).status, 403, each);
    }
  });

  it('sends the types of images on, and none that a browser would run', async () => {
    const typeOf = async (type) => {
      const rest = `files/2/studies/1.2/a?type=${encodeURIComponent(type)}`;
      return (await get(server.url, path(rest))).headers['content-type'];
    };
    for (const each of ['multipart/related; boundary="a"', 'image/jls', 'application/dicom']) {
      assert.equal(await typeOf(each), each);
    }
    for (const each of [
      'text/html',
      'image/svg+xml',
      'application/dicom+json',
      'application/xml',
    ]) {
      assert.equal(await typeOf(each), 'application/octet-stream', each);
    }
  });

  it('sends nothing else', async () => {
    const others = ['..', 'page.html', 'dist/', 'dist/../package.json', 'dist/%2e%2e/README.md'];
    for (const each of [...others, 'files/3/scan.dcm', 'files/-1/a', 'files/0', 'files/']) {
      assert.equal(await statusOf(path(each)), 404, each);
    }
  });

  it('answers nobody who does not know its token', async () => {
    for (const each of ['/', '/page.js', `/${'0'.repeat(32)}/`]) {
      assert.equal(await statusOf(each), 403, each);
    }
  });

  it('answers no other host, origin, site or method', async () => {
    const { host } = new URL(server.url);
    const refused = [
      { headers: { host: 'evil.example' } },
      { headers: { host: host.replace('127.0.0.1', 'localhost') } },
      { headers: { origin: 'http://evil.example' } },
      { headers: { origin: 'null' } },
      { headers: { 'sec-fetch-site': 'cross-site' } },
      { headers: { 'sec-fetch-site': 'same-site' } },
      { method: 'POST' },
    ];
    for (const each of refused) {
      assert.equal(await statusOf(path('files/0/a'), each), 403, JSON.stringify(each));
    }
    const own = { headers: { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' } };
    assert.equal(await statusOf(path('files/0/a'), own), 200);
  });
});

/** Runs the command, and a function with the page that it says, and with its process. */
async function withPageOf(files, use) {
  const child = spawn(process.execPath, [command, 'open', '--no-browser', ...files]);
  const [line] = await once(child.stdout, 'data');
  const browser = await puppeteer.launch({
    executablePath: await findTestBrowser(),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(line.toString().split('\n')[0]);
    await use(page, child);
  } finally {
    child.kill();
    await browser.close();
  }
}

/** A property of the page's viewer, once that has rendered. */
function shownBy(page, name) {
  return page.evaluate(async (property) => {
    const viewer = globalThis.document.querySelector('dicom-viewer');
    await viewer.rendered;
    return viewer[property];
  }, name);
}

describe('the command', () => {
  it('shows files of any name, and ends when the page is closed', async () => {
    await withPageOf([join(folder, awkward)], async (page, child) => {
      const ended = once(child, 'exit');
      assert.equal(await shownBy(page, 'columns'), 128);
      await page.reload(); // which is no end
      await page.waitForFunction(() => globalThis.document.querySelector('dicom-viewer').loaded);
      assert.equal(child.exitCode, null);
      await page.close();
      assert.deepEqual(await ended, [0, null]);
    });
  });

  // as docs/dicomweb.md has it
  it('shows a series of a DICOMweb server', async (context) => {
    const study = '1.2.826.0.1.3680043.8.498.9';
    const elsewhere = createServer((asked, response) => {
      const file = join(project('.cache', 'dicomweb'), asked.url.replace(/\?.*/, ''));
      const isThere = statSync(file, { throwIfNoEntry: false })?.isFile();
      response.writeHead(isThere ? 200 : 404).end(isThere ? readFileSync(file) : '');
    });
    context.after(() => {
      elsewhere.close();
      elsewhere.closeAllConnections();
    });
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const url = `http://127.0.0.1:${elsewhere.address().port}/studies/${study}/series/${study}.1`;
    await withPageOf([url], async (page) => {
      assert.equal(await shownBy(page, 'frameCount'), 24);
    });
  });

  for (const wrong of [[], ['open'], ['close'], ['open', 'nowhere.dcm'], ['open', '--what']]) {
    it(`explains itself to ${['dicom-viewer-element', ...wrong].join(' ')}`, async () => {
      const child = spawn(process.execPath, [command, ...wrong]);
      const [[code], errors] = await Promise.all([once(child, 'exit'), child.stderr.toArray()]);
      assert.equal(code, 2);
      assert.match(errors.join(''), /Usage: npx dicom-viewer-element open/);
    });
  }
});
