// The extension in Firefox: the folder and the manifest that Chromium loads.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { extensionFolder, makeExtension } from '../../scripts/extension.mjs';
import { project } from '../../scripts/paths.mjs';
import { lack, launch } from './firefox.mjs';

const timeout = 120_000;
const sample = readFileSync(project('.cache', 'pydicom', 'CT_small.dcm'));

/** Where its pages are, which Firefox chooses at random unless it is told. */
const address = '6d0b1f0e-5a3c-4a68-9a6f-0c1e6a7b8d90';

const skip = await lack();

describe('the extension in Firefox', { skip, timeout: 2 * timeout }, () => {
  let server;
  let site;
  let browser;
  let id;

  before(async () => {
    await makeExtension();
    const manifest = JSON.parse(readFileSync(`${extensionFolder}/manifest.json`, 'utf8'));
    ({ id } = manifest.browser_specific_settings.gecko);
    server = createServer(({ url }, response) => {
      response.setHeader('content-type', url === '/' ? 'text/html' : 'application/dicom');
      response.setHeader('access-control-allow-origin', '*');
      response.end(url === '/' ? '' : sample);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    site = `http://127.0.0.1:${server.address().port}`;
    browser = await launch({
      'extensions.webextensions.uuids': JSON.stringify({ [id]: address }),
    });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    server?.closeAllConnections();
  });

  it('is loaded, and shows the file of a link', { timeout }, async () => {
    assert.equal(await browser.installExtension(extensionFolder), id);
    const [page] = await browser.pages();
    await page.goto(`${site}/`); // a program may not go to its pages, a page may
    await page.evaluate((url) => {
      globalThis.location.href = url;
    }, `moz-extension://${address}/viewer.html#${site}/scan.dcm`);
    const isLoaded = () => globalThis.document.querySelector('dicom-viewer')?.loaded;
    for (const start = Date.now(); Date.now() - start < timeout / 2;) {
      if (await page.evaluate(isLoaded).catch(() => false)) break; // it is between two pages
    }
    const columns = () => globalThis.document.querySelector('dicom-viewer').columns;
    assert.equal(await page.evaluate(columns), 128);
    assert.equal(await page.title(), 'scan.dcm');
  });
});
