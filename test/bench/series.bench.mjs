// How fast a series of 200 local files is there, scrolls, and shows planes through its volume.

import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { project } from '../../scripts/paths.mjs';

export const title = 'A series of 200 slices of 512², 16 bits';

const visits = 5;
const longVisits = 3;
const folder = project('.cache', 'bench', 'series');
const longFolder = project('.cache', 'bench', 'long-series');
const voxelMegabytes = (200 * 512 * 512 * 2) / 1e6;

/** How long the user looks at the first image, in ms; meanwhile frames are read ahead. */
const look = 2000;

const windows = Array.from({ length: 50 }, (_, index) => 40 + index);
/** In mm, each a slice further. */
const heights = Array.from({ length: 100 }, (_, index) => -60 - 1.25 * index);

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const stock = await lab.inBrowser(async (tab) => {
    await tab.startBaseline();
    await tab.choose(paths());
    const all = await tab.call('baseline', 'opensChosen');
    const slices = await tab.call('baseline', 'steps');
    const coronal = await tab.call('baseline', 'opensCoronal');
    return { all: [all], slices, coronal: [coronal], planes: await tab.call('baseline', 'steps') };
  });
  const results = await lab.inBrowsers(visits, visit);
  const urls = await lab.inBrowsers(visits, (tab) => byUrl(tab, folder));
  const longUrls = await lab.inBrowsers(longVisits, (tab) => byUrl(tab, longFolder));
  const of = (name) => results.flatMap(({ [name]: samples }) => samples);
  const perSlice = results.map(({ slices }) => slices.reduce((a, b) => a + b) / slices.length);
  return [
    { what: 'the first image, with the runtime up', samples: of('first'), limit: 300 },
    { what: 'all loaded and sorted', samples: of('all'), limit: 4000, baseline: stock.all },
    {
      what: 'all loaded and sorted, of a zip by URL',
      samples: of('zip'),
    },
    {
      what: 'a slice while scrolling through all, the mean (25 ms are 40 a second)',
      samples: perSlice,
      limit: 25,
      baseline: stock.slices,
    },
    {
      what: `the first coronal plane, ${look / 1000} s after all are loaded`,
      samples: of('coronal'),
      limit: 60,
      baseline: stock.coronal,
    },
    { what: 'the first coronal plane, at once', samples: of('coronalAtOnce'), limit: 100 },
    { what: 'all loaded and sorted, by URLs', samples: urls.map(({ all }) => all) },
    {
      what: 'the first coronal plane, at once, by URLs',
      samples: urls.map(({ coronal }) => coronal),
      limit: 100,
    },
    {
      what: "memory of the page's process after that",
      unit: 'MB',
      samples: urls.map(({ memory }) => memory),
    },
    {
      what: '1000 slices by URLs, to the coronal plane',
      samples: longUrls.map(({ all, coronal }) => all + coronal),
      limit: 4000,
    },
    {
      what: "memory of the page's process after 1000 slices",
      unit: 'MB',
      samples: longUrls.map(({ memory }) => memory),
    },
    { what: 'a coronal step', samples: of('planes'), limit: 15, baseline: stock.planes },
    {
      what: `Python's heap after all that; the voxels have ${Math.round(voxelMegabytes)} MB`,
      unit: 'MB',
      samples: of('heap'),
      limit: 1.6 * voxelMegabytes,
    },
    { what: 'the first three planes', samples: of('mpr') },
    { what: 'a window set on three planes', samples: of('windows') },
    { what: 'a step of the crosshair by a slice', samples: of('crosshairs') },
    { what: "Python's heap after three planes", unit: 'MB', samples: of('heapOfAll') },
  ].map((row) => ({ unit: 'ms', ...row }));
}

async function visit(tab) {
  await tab.open();
  await tab.choose(paths());
  const { first, all } = await tab.call('series', 'opensChosen');
  await pause(look);
  const coronal = await tab.call('series', 'opensPlane', 'coronal');
  const planes = await tab.call('viewer', 'steps');
  await tab.call('series', 'opensPlane', null);
  const slices = await tab.call('viewer', 'steps');
  const heap = (await tab.call('viewer', 'pythonHeap')) / 1e6;
  const mpr = await tab.call('series', 'opensPlane', 'mpr');
  const times = await tab.call('viewer', 'windows', windows);
  const crosshairs = await tab.call('series', 'crosshairs', heights);
  const heapOfAll = (await tab.call('viewer', 'pythonHeap')) / 1e6;
  await tab.call('series', 'opensPlane', null);
  await tab.call('series', 'opensChosen');
  const coronalAtOnce = await tab.call('series', 'opensPlane', 'coronal');
  await tab.call('series', 'opensPlane', null);
  const { all: zip } = await tab.call('series', 'opensUrl', '/files/series.zip');
  return {
    first,
    all,
    coronal,
    planes,
    slices,
    mpr,
    windows: times,
    crosshairs,
    heap,
    heapOfAll,
    coronalAtOnce,
    zip,
  };
}

/** Opens the files of a folder by their URLs. */
async function byUrl(tab, folder) {
  const names = readdirSync(folder).sort();
  await tab.open();
  const times = await tab.call(
    'series',
    'opensUrls',
    names.map((name) => `/files/${basename(folder)}/${name}`),
  );
  return { ...times, memory: (await tab.rendererMemory()) / 1e6 };
}

function paths() {
  return readdirSync(folder).map((name) => `${folder}/${name}`);
}
