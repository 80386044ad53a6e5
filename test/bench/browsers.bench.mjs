// The other engines: their start, and a step of each kind. Their clocks count whole milliseconds.

import * as firefox from '../browsers/firefox.mjs';
import * as webkit from '../browsers/webkit.mjs';

export const title = 'Other browsers';

const visits = 5;
const steps = 50;
const centers = Array.from({ length: 50 }, (_, index) => 20_000 + 200 * index);

/** The same file under other names, so that it comes from the server each time. */
const radiographs = Array.from({ length: 6 }, (_, index) => `/files/radiograph-2048.dcm?${index}`);

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const rows = [];
  for (const [name, browser] of Object.entries({ Firefox: firefox, WebKitGTK: webkit })) {
    const reason = await browser.lack();
    if (reason) {
      rows.push({ what: `${name}: not measured, ${reason}`, unit: '', samples: [] });
      continue;
    }
    try {
      rows.push(...(await measureBrowser(browser, lab.server.url)));
    } catch ({ message }) {
      // a driver that fails is no reason to lose what was measured before
      rows.push({ what: `${name}: not measured, ${message}`, unit: '', samples: [] });
    }
  }
  return rows;
}

async function measureBrowser(browser, server) {
  const first = [];
  const again = [];
  let version;
  let others;
  for (let visit = 1; visit <= visits; visit++) {
    const tab = await browser.start();
    version = tab.version;
    try {
      first.push(await start(tab, server));
      again.push(await start(tab, server));
      if (visit === visits) others = await timesOfOthers(tab);
    } finally {
      await tab.end();
    }
  }
  const of = (starts, name) => starts.map(({ [name]: time }) => time);
  return Object.entries({
    'Python ready, first visit': of(first, 'python'),
    'Python ready, second visit': of(again, 'python'),
    'CT of 512² on the page, first visit': of(first, 'image'),
    'CT of 512² on the page, second visit': of(again, 'image'),
    ...others,
  }).map(([what, samples]) => ({ what: `${version}: ${what}`, unit: 'ms', samples }));
}

/** Shows one image on the page. */
async function start(tab, server) {
  await tab.visit(`${server}/page/viewers.html?count=1`);
  const image = await tab.ask('call', 'timeline', 'whenMarked', 'dicom-load');
  const { 'dicom-viewer:python': python } = await tab.ask('call', 'timeline', 'phases');
  return { image, python };
}

async function timesOfOthers(tab) {
  await tab.ask('call', 'viewer', 'loads', ['/files/radiograph-512.dcm']);
  const windows = await tab.ask('call', 'viewer', 'windows', centers);
  const [, ...files] = await tab.ask('call', 'viewer', 'loads', radiographs);
  await tab.ask('call', 'viewer', 'loads', ['/files/gray-frames.dcm']);
  const frames = await tab.ask('call', 'viewer', 'steps', steps);
  await tab.ask('call', 'series', 'opensUrl', '/files/series.zip');
  await tab.ask('call', 'series', 'opensPlane', 'coronal');
  return {
    'a window set, 512²': windows,
    'the next file, 2048², 16 bits, uncompressed': files,
    'a step through frames of 512², 16 bits': frames,
    'a coronal step through 200 slices of 512²': await tab.ask('call', 'viewer', 'steps', steps),
  };
}
