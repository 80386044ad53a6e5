// The element beside two other viewers, which show the same files in the same run, each in turn.

import { readdirSync } from 'node:fs';
import { project } from '../../scripts/paths.mjs';
import { Link } from './link.mjs';
import { bundlePeers } from './peers/bundle.mjs';

export const title = 'Beside other viewers';

const visits = 5;

/** What the pages call them, and the names of the table. */
const viewers = { element: 'the element', cornerstone: 'cornerstone3D', dwv: 'dwv' };

/** Each is a part of the table: what is measured on a page, and the most that it may be of cornerstone3D's. */
const starts = [
  { network: [], name: 'CT of 512²', shares: [1.2, 1] },
  { network: [50, 20], name: 'CT of 512² at 50 Mbit/s and 20 ms', shares: [] },
  { network: [10, 60], name: 'CT of 512² at 10 Mbit/s and 60 ms', shares: [] },
];

const series = readdirSync(project('.cache', 'bench', 'series')).sort();

/** Files of 2048², and the most of cornerstone3D's time until they are on the canvas. */
const files = [
  { file: 'radiograph-2048', name: 'uncompressed', share: 0.8 },
  { file: 'rle', name: 'RLE', share: 0.7 },
  { file: 'jpeg-lossless', name: 'JPEG lossless', share: 0.9 },
  { file: 'jpeg-ls', name: 'JPEG-LS', share: 1 },
  { file: 'jpeg-2000', name: 'JPEG 2000', share: 0.95 },
];

/** Why there are no peers, if there are none. */
let lack;

export async function prepare() {
  lack = await bundlePeers();
}

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  if (lack) return [{ what: `not measured, ${lack}`, unit: '', samples: [] }];
  const rows = [];
  for (const each of starts) rows.push(...(await measureStart(lab, each)));
  rows.push(...(await measureMany(lab)));
  rows.push(...(await measureSeries(lab)));
  rows.push(...(await measureFiles(lab)));
  return rows;
}

async function measureStart(lab, { network, name, shares }) {
  lab.server.use(new Link(...network));
  try {
    const results = await inTurn(lab, async (tab, viewer) => {
      lab.server.takeCount();
      const first = await firstImage(tab, viewer);
      const megabytes = lab.server.takeCount() / 1e6;
      await tab.renew();
      return { first, megabytes, second: await firstImage(tab, viewer) };
    });
    const bytes = beside(results, 'megabytes', `${name}: sent of the viewer`, { unit: 'MB' });
    return [
      ...beside(results, 'first', `${name}, first visit`, { share: shares[0] }),
      ...beside(results, 'second', `${name}, second visit`, { share: shares[1] }),
      ...(network.length === 0 ? bytes : []),
    ];
  } finally {
    lab.server.use(new Link());
  }
}

async function measureMany(lab) {
  const results = await inTurn(lab, async (tab, viewer) => ({
    sixteen: await firstImage(tab, viewer, 16),
  }));
  return beside(results, 'sixteen', '16 viewers, first visit', { share: 1.5 });
}

async function measureSeries(lab) {
  const paths = series.map((name) => `/files/series/${name}`);
  const results = await inTurn(lab, async (tab, viewer) => {
    await tab.openPeer(viewer, { show: false });
    // What is needed once is there, and shows something else.
    await tab.page.evaluate((urls) => globalThis.times(urls), ['/files/ct-512.dcm']);
    const coronal = await tab.page.evaluate((urls) => globalThis.coronalTime(urls), paths);
    return { coronal, memory: (await tab.rendererMemory()) / 1e6 };
  });
  const what = `${series.length} files of 512² by URL`;
  return [
    ...beside(results, 'coronal', `${what}, to the coronal plane`, { share: 0.9 }),
    ...beside(results, 'memory', `${what}: memory of the page's process`, { unit: 'MB' }),
  ];
}

async function measureFiles(lab) {
  const results = await inTurn(
    lab,
    async (tab, viewer) => {
      await tab.openPeer(viewer, { show: false });
      const times = {};
      for (const { file } of files) {
        if (viewer === 'dwv' && file === 'jpeg-ls') continue; // it has no decoder
        const paths = Array.from({ length: 6 }, (_, number) => `/files/${file}.dcm?${number}`);
        const [, ...rest] = await tab.page.evaluate((urls) => globalThis.times(urls), paths);
        times[file] = rest;
      }
      return times;
    },
    2,
  );
  return files.flatMap(({ file, name, share }) =>
    beside(results, file, `the next file of 2048², ${name}`, { share }),
  );
}

/** Runs a task for each viewer in turn, each time in a new browser; returns its results by viewer. */
async function inTurn(lab, task, count = visits) {
  const results = Object.fromEntries(Object.keys(viewers).map((viewer) => [viewer, []]));
  for (let visit = 0; visit < count; visit++) {
    for (const viewer of Object.keys(viewers)) {
      results[viewer].push(await lab.inBrowser((tab) => task(tab, viewer)));
    }
  }
  return results;
}

async function firstImage(tab, viewer, count) {
  await tab.openPeer(viewer, { count });
  return tab.call('timeline', 'whenMarked', 'shown');
}

/** @returns {import('./samples.mjs').Row[]} what the element took, beside each of the others */
function beside(results, what, name, { unit = 'ms', share }) {
  const samplesOf = (viewer) => results[viewer].flatMap(({ [what]: sample }) => sample ?? []);
  return Object.keys(viewers)
    .filter((viewer) => viewer !== 'element' && samplesOf(viewer).length > 0)
    .map((viewer) => ({
      what: `${name}, beside ${viewers[viewer]}`,
      unit,
      samples: samplesOf('element'),
      baseline: samplesOf(viewer),
      ...(viewer === 'cornerstone' && share && { share }),
    }));
}
