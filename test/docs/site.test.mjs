// The site of the documentation, below a sub-path and under its own policy: alive, accessible, for phones too.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fencesOf } from '../../scripts/docs/markdown-page.mjs';
import { allPages, textOf } from '../../scripts/docs/pages.mjs';
import { isLive } from '../../scripts/docs/render.mjs';
import { writeSite } from '../../scripts/docs/site.mjs';
import { project } from '../../scripts/paths.mjs';
import { serveFolder, startBrowser } from '../apps/tab.mjs';
import { seePixels, withPage } from './tab.mjs';

const timeout = 120_000;
const axe = readFileSync(project('node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const viewersOn = (page) =>
  fencesOf(textOf(page))
    .filter(isLive)
    .reduce((sum, { code }) => sum + code.match(/<dicom-viewer/g).length, 0);

describe('the site of the documentation', () => {
  const pages = allPages();
  let browser, server;

  before(async () => {
    writeSite(project('.cache', 'site-test', 'below', 'docs'));
    browser = await startBrowser();
    server = await serveFolder(project('.cache', 'site-test'));
  });
  after(async () => {
    await browser.close();
    server.end();
  });

  const urlOf = ({ name }) => `${server.url}below/docs/${name}.html`;

  for (const page of pages.filter((each) => viewersOn(each) > 0)) {
    it(`shows pixels in the examples of ${page.name}`, { timeout }, async () => {
      const seen = await withPage(browser, urlOf(page), seePixels);
      assert.equal(seen, viewersOn(page));
    });
  }

  it(
    'is accessible by day and by night, fits a phone, and has links that lead somewhere',
    {
      timeout,
    },
    async () => {
      const known = new Map();
      const links = [];
      for (const [index, page] of pages.entries()) {
        const scheme = index % 2 === 0 ? 'light' : 'dark';
        const look = (tab) => inspect(tab, scheme);
        const { violations, ids, hrefs, width } = await withPage(browser, urlOf(page), look);
        assert.deepEqual(violations, [], `${page.name}, ${scheme}`);
        assert.ok(width <= 320, `${page.name} is ${width} pixels wide`);
        known.set(urlOf(page), ids);
        links.push(...hrefs.map((href) => [page.name, href]));
      }
      for (const [from, href] of links.filter(([, each]) => each.startsWith(server.url))) {
        const { origin, pathname, hash } = new URL(href);
        const ids = known.get(origin + pathname);
        assert.ok(ids, `${from}: ${href}`);
        if (hash) assert.ok(ids.includes(decodeURIComponent(hash.slice(1))), `${from}: ${href}`);
      }
    },
  );

  it('has all pages on a phone by a link', { timeout }, async () => {
    await withPage(browser, urlOf(pages[0]), async (tab) => {
      await tab.setViewport({ width: 390, height: 800 });
      const isSeen = () => tab.$eval('nav', (nav) => nav.checkVisibility());
      const before = await isSeen();
      await tab.click('.menu');
      assert.deepEqual([before, await isSeen()], [false, true]);
    });
  });
});

/** What axe-core complains of, how wide a page is on a phone, and what it links. */
async function inspect(tab, scheme) {
  await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await tab.evaluate(axe);
  const violations = await tab.evaluate(async () => {
    const found = await globalThis.axe.run({ exclude: ['dicom-viewer'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  });
  await tab.setViewport({ width: 320, height: 640 });
  const rest = await tab.evaluate(() => {
    const { document } = globalThis;
    return {
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
      hrefs: [...document.links].map(({ href }) => href),
      width: document.documentElement.scrollWidth,
    };
  });
  return { violations, ...rest };
}
