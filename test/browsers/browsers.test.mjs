// The other engines: each starts, draws the pixels that are expected, and follows the mouse.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { project } from '../../scripts/paths.mjs';
import { done } from './done.mjs';
import * as firefox from './firefox.mjs';
import { serve } from './server.mjs';
import * as webkit from './webkit.mjs';

const timeout = 120_000;

/** One file for each way from bytes to pixels, and for each decoder; Chromium is shown them all. */
const files = [
  'CT_small.dcm',
  'examples_rgb_color.dcm',
  'examples_palette.dcm',
  'rtdose_rle.dcm', // its frame 14
  'image_dfl.dcm',
  'float.dcm',
  'SC_rgb_jpeg_dcmtk.dcm',
  'SC_rgb_jpeg_gdcm.dcm',
  'MR_small_jpeg_ls_lossless.dcm',
  'JPEG2000.dcm',
];

const ct = '/.cache/pydicom/CT_small.dcm';

/** Views of them, and what independent decoders make of those: see test/fixtures/expected.py. */
const views = JSON.parse(readFileSync(project('.cache', 'fixtures', 'expected.json'), 'utf8'))
  .filter(({ name }) => files.includes(name))
  .flatMap(({ src, tolerance, views }) => views.map((view) => ({ src, tolerance, ...view })));

for (const [name, browser] of Object.entries({ Firefox: firefox, WebKitGTK: webkit })) {
  const skip = await browser.lack();

  describe(name, { timeout: 2 * timeout }, () => {
    let server;
    let elsewhere;
    let tab;
    let url;

    before(async () => {
      if (skip) return;
      server = await serve();
      elsewhere = await serve({ 'access-control-allow-origin': '*' });
      url = `${server.url}/test/browsers/page.html`;
      tab = await browser.start();
    });

    after(async () => {
      await tab?.end();
      server?.end();
      elsewhere?.end();
    });

    for (const visit of ['first', 'second']) {
      it(`starts Python from its image on the ${visit} visit`, { skip, timeout }, async (test) => {
        await tab.visit(url);
        const { milliseconds, fromImage } = await tab.ask('start');
        const seconds = (milliseconds / 1000).toFixed(2);
        test.diagnostic(`${tab.version}, ${visit} visit: an image after ${seconds} s`);
        assert.equal(fromImage, true);
      });
    }

    for (const { src, tolerance, attributes, references } of views) {
      const written = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
      const what = [basename(src), ...written].join(' ');
      it(`draws the pixels of ${what}`, { skip, timeout }, async () => {
        await tab.ask('show', { src, attributes });
        const difference = await tab.ask('difference', references);
        assert.ok(difference <= tolerance, `off by ${difference}, and may be by ${tolerance}`);
      });
    }

    const frames = {
      'whose dist/ is on another origin': 'allow-scripts allow-same-origin',
      'in a sandbox, of no origin': 'allow-scripts',
    };
    for (const [what, sandbox] of Object.entries(frames)) {
      it(`shows an image in a frame ${what}`, { skip, timeout }, async () => {
        const query = {
          module: `${elsewhere.url}/dist/dicom-viewer.js`,
          src: `${elsewhere.url}/.cache/pydicom/CT_small.dcm`,
        };
        const { width, height, ...others } = await done(() =>
          tab.ask('framed', { query, sandbox }),
        );
        assert.deepEqual([width, height], [128, 128], JSON.stringify(others));
      });
    }

    it('follows the mouse with the window', { skip, timeout }, async () => {
      const [{ src, attributes }] = views;
      await tab.ask('show', { src, attributes: { ...attributes, tool: 'window' } });
      const before = await tab.ask('picture');
      const { windowWidth } = await tab.ask('shownWindow');
      const { x, y, width, height } = await tab.ask('place');
      const middle = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
      await tab.drag(middle, { x: middle.x - Math.round(width / 4), y: middle.y });
      const narrowed = await tab.ask('shownWindow');
      assert.ok(narrowed.windowWidth < windowWidth, `${narrowed.windowWidth} < ${windowWidth}`);
      assert.notEqual(await tab.ask('picture'), before);
    });

    it('opens the bar’s panel of windows', { skip, timeout }, async () => {
      await tab.ask('show', { src: ct, attributes: { controls: '', editable: '' } });
      const button = await tab.ask('bar', 'Presets');
      await tab.drag(button, button);
      const { name, choices } = await tab.ask('panel');
      assert.equal(name, 'Presets');
      assert.ok(choices.includes('7 · Lung'), choices.join());
    });

    it('measures a length that is drawn', { skip, timeout }, async () => {
      const attributes = { controls: '', editable: '', tool: 'length' };
      await tab.ask('show', { src: ct, attributes });
      const { x, y, width, height } = await tab.ask('place');
      const at = (right, down) => ({
        x: Math.round(x + right * width),
        y: Math.round(y + down * height),
      });
      const [from, to] = [at(0.25, 0.25), at(0.75, 0.5)];
      await tab.drag(from, to);
      const { annotations, labels } = await tab.ask('marks');
      assert.equal(annotations.length, 1);
      const [{ type, points, measurement }] = annotations;
      assert.equal(type, 'length');
      // CT_small has 128 × 128 pixels of 0.661468 mm.
      const scale = 128 / width;
      const places = [from, to].map((place) => [(place.x - x) * scale, (place.y - y) * scale]);
      for (const [index, [right, down]] of places.entries()) {
        assert.ok(Math.abs(points[index][0] - right) < 1 && Math.abs(points[index][1] - down) < 1);
      }
      const length = Math.hypot(to.x - from.x, to.y - from.y) * scale * 0.661468;
      assert.ok(Math.abs(measurement.length.value - length) < 1, `${measurement.length.value} mm`);
      assert.deepEqual([measurement.length.unit, measurement.length.from], ['mm', 'PixelSpacing']);
      assert.equal(labels.length, 1);
      assert.match(labels[0], /^\d+\.\d+ mm$/);
      assert.ok(Math.abs(Number.parseFloat(labels[0]) - measurement.length.value) < 0.01);
    });
  });
}

it('is shown every file that it names', () => {
  assert.deepEqual(new Set(views.map(({ src }) => basename(src))), new Set(files));
});
