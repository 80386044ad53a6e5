// A page in Chromium whose viewers are looked at.

import assert from 'node:assert/strict';

const patience = 60_000;

/** Opens a page, calls `look` with it, and closes it; what goes wrong in its scripts is a failure. */
export async function withPage(browser, url, look) {
  const tab = await browser.newPage();
  const faults = [];
  tab.on('pageerror', (error) => faults.push(String(error)));
  tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  try {
    await tab.goto(url);
    const result = await look(tab);
    assert.deepEqual(faults, [], url);
    return result;
  } finally {
    await tab.close();
  }
}

/** Waits until all viewers of a page show pixels; says which don't. */
export async function seePixels(tab) {
  const seen = await tab.evaluate(showAll, patience);
  for (const { markup, fault } of seen) assert.equal(fault, null, markup);
  return seen.length;
}

/** In the page: brings each viewer into view, presses its button if it waits for that, and looks at its canvas. */
async function showAll(limit) {
  const { document, setTimeout } = globalThis;
  const viewers = [...document.querySelectorAll('dicom-viewer')];
  const results = [];
  for (const viewer of viewers) {
    const markup = viewer.outerHTML;
    if (!viewer.src && !viewer.files && !viewer.querySelector('source')) continue;
    viewer.scrollIntoView();
    await viewer.updateComplete;
    if (viewer.reveal === 'interaction') viewer.shadowRoot.querySelector('.show')?.click();
    const late = new Promise((resolve) => setTimeout(resolve, limit, 'It shows nothing yet.'));
    const shown = viewer.rendered.then(
      () => faultOf(viewer),
      (error) => error.message,
    );
    results.push({ markup, fault: await Promise.race([shown, late]) });
  }
  return results;

  function faultOf({ shadowRoot, loaded }) {
    const canvas = shadowRoot.querySelector('canvas[part~="canvas"]');
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const values = new Set(data.filter((_, index) => index % 4 === 0));
    if (!loaded) return 'It is not loaded.';
    return values.size > 1 ? null : 'All of its pixels are the same.';
  }
}
