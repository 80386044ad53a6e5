// The Content Security Policies of docs/hosting.md, docs/pipelines.md and docs/sites.md: pages under them show images, and under less don't.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startBrowser } from '../apps/tab.mjs';
import { documentOf, serveSnippets } from './snippet-server.mjs';
import { seePixels, withPage } from './tab.mjs';
import { allSnippets } from './ways.mjs';

const timeout = 60_000;
const policies = allSnippets().filter(({ language }) => language === 'csp');

describe('a page under the policy', () => {
  const pages = {};
  const headers = {};
  let browser, own, other;

  before(async () => {
    browser = await startBrowser();
    own = await serveSnippets(pages, headers);
    other = await serveSnippets({});
  });
  after(async () => {
    await browser.close();
    own.end();
    other.end();
  });

  for (const { place, code } of policies) {
    const isElsewhere = code.includes('https://cdn.example');

    it(`of ${place} shows an image`, { timeout }, async () => {
      put('/page.html', code, isElsewhere);
      assert.equal(await withPage(browser, `${own.url}/page.html`, seePixels), 1);
    });
  }

  it("shows none without 'wasm-unsafe-eval'", { timeout }, async () => {
    put('/less.html', policies[0].code.replace("'wasm-unsafe-eval'", ''), false);
    await assert.rejects(withPage(browser, `${own.url}/less.html`, seePixels));
  });

  it('are all tried', () => {
    const pagesWithPolicies = new Set(policies.map(({ page }) => page));
    assert.deepEqual([...pagesWithPolicies].sort(), [
      'docs/hosting.md',
      'docs/pipelines.md',
      'docs/sites.md',
    ]);
  });

  /** Serves a page, and all else of its host, under a policy whose hosts are those of the other server. */
  function put(path, policy, isElsewhere) {
    const from = isElsewhere ? other.url : '';
    pages[path] = documentOf(
      `<script type="module" src="${from}/dist/dicom-viewer.js"></script><dicom-viewer src="${from}/ct.dcm"></dicom-viewer>`,
    );
    headers['content-security-policy'] = policy
      .trim()
      .replaceAll('https://site.example', own.url)
      .replaceAll(/https:\/\/\w+\.example/g, other.url);
  }
});
