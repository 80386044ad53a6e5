// The extension in a real Chromium, as a user has it.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { findTestBrowser } from '../../scripts/browser.mjs';
import { extensionFolder, makeExtension } from '../../scripts/extension.mjs';
import { project } from '../../scripts/paths.mjs';

const sample = project('.cache', 'pydicom', 'CT_small.dcm');
const timeout = 60_000;

describe('the extension', { timeout: 4 * timeout }, () => {
  let folder;
  let server;
  let site;
  let browser;
  let id;

  before(async () => {
    await makeExtension();
    folder = mkdtempSync(join(tmpdir(), 'extension-'));
    cpSync(extensionFolder, folder, { recursive: true });
    server = createServer(answer);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    site = `http://127.0.0.1:${server.address().port}`;
    // As if the user had allowed this one site, which no program can say in their place.
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: [`http://127.0.0.1/*`] }));
    browser = await puppeteer.launch({
      executablePath: await findTestBrowser(),
      enableExtensions: [folder],
      pipe: true,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
    id = new URL(worker.url()).host;
  });

  after(async () => {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
    if (folder) rmSync(folder, { recursive: true });
  });

  /** Sends a file with the type that the path says, to those only who have its cookie, and shares it with no site. */
  function answer({ url, headers }, response) {
    const [, type] = /^\/as\/([^/]+)\//.exec(url) ?? [];
    if (url === '/') {
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'known=yes; Path=/' });
      response.end(`<a href="/as/plain/scan.dcm">A scan</a>`);
    } else if (type === 'text') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('no image');
    } else if (!headers.cookie?.includes('known=yes')) {
      response.writeHead(401).end();
    } else {
      const types = { dicom: 'application/dicom', octets: 'application/octet-stream' };
      response.writeHead(200, { 'content-type': types[type] ?? 'text/plain' });
      response.end(readFileSync(sample));
    }
  }

  async function columnsOf(page) {
    await page.waitForFunction(() => globalThis.document.querySelector('dicom-viewer')?.loaded);
    return page.evaluate(() => globalThis.document.querySelector('dicom-viewer').columns);
  }

  it(
    'asks for no site when it is installed, and for no more than its functions need',
    { timeout },
    () => {
      const manifest = JSON.parse(readFileSync(join(extensionFolder, 'manifest.json'), 'utf8'));
      assert.equal(manifest.host_permissions, undefined);
      assert.deepEqual(manifest.permissions, [
        'contextMenus',
        'declarativeNetRequestWithHostAccess',
      ]);
    },
  );

  it('has all of its code in it', { timeout }, () => {
    const page = readFileSync(join(extensionFolder, 'viewer.html'), 'utf8');
    assert.doesNotMatch(page, /(src|href)="https?:/);
    const { content_security_policy: policy } = JSON.parse(
      readFileSync(join(extensionFolder, 'manifest.json'), 'utf8'),
    );
    assert.match(policy.extension_pages, /script-src 'self' 'wasm-unsafe-eval';/);
  });

  it('shows a file of a site that shares it with none', { timeout }, async () => {
    const page = await browser.newPage();
    await page.goto(`${site}/`);
    await page.goto(`chrome-extension://${id}/viewer.html#${site}/as/plain/scan.dcm`);
    assert.equal(await columnsOf(page), 128);
    assert.equal(await page.title(), 'scan.dcm');
    await page.close();
  });

  for (const path of ['as/dicom/scan?id=1&b=2', 'as/octets/scan.dcm']) {
    it(`shows what a navigation to ${path} is answered with`, { timeout }, async () => {
      const page = await browser.newPage();
      await page.goto(`${site}/`);
      await page.goto(`${site}/${path}`).catch(() => undefined); // it is redirected
      await page.waitForFunction((host) => globalThis.location.host === host, {}, id);
      assert.equal(await columnsOf(page), 128);
      assert.equal(
        await page.evaluate(() => globalThis.document.querySelector('dicom-viewer').src),
        `${site}/${path}`,
      );
      await page.close();
    });
  }

  it('leaves other navigations alone', { timeout }, async () => {
    const page = await browser.newPage();
    await page.goto(`${site}/`);
    await page.goto(`${site}/as/text/scan.dcm`);
    assert.equal(new URL(page.url()).origin, site);
    await page.close();
  });

  it('opens its page by its icon, and takes files there', { timeout }, async () => {
    const tab = await browser.newPage();
    const opened = browser.waitForTarget((target) => target.url().endsWith('/viewer.html'));
    await tab.triggerExtensionAction((await browser.extensions()).get(id));
    const page = await (await opened).page();
    await page.waitForFunction(() =>
      globalThis.document
        .querySelector('dicom-viewer')
        ?.shadowRoot?.querySelector('input[type="file"]'),
    );
    const [chooser] = await Promise.all([
      page.waitForFileChooser(),
      page.evaluate(() =>
        globalThis.document
          .querySelector('dicom-viewer')
          .shadowRoot.querySelector('input[type="file"]')
          .click(),
      ),
    ]);
    await chooser.accept([sample]);
    assert.equal(await columnsOf(page), 128);
    await page.close();
  });
});
