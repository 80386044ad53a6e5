// How long it takes until Python is ready, and until a page shows its first image.

import { firstVisitBudget } from '../budget.mjs';

export const title = 'Start';

const visits = 5;

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const first = [];
  const again = [];
  const stock = { first: [], again: [] };
  for (let visit = 0; visit < visits; visit++) {
    await lab.inBrowser(async (tab) => {
      lab.server.takeCount();
      first.push({ ...(await start(tab)), megabytes: lab.server.takeCount() / 1e6 });
      await tab.renew();
      again.push(await start(tab));
    });
    await lab.inBrowser(async (tab) => {
      stock.first.push(await tab.startBaseline());
      await tab.renew();
      stock.again.push(await tab.startBaseline());
    });
  }
  return [
    readiness('Python ready, first visit', first, stock.first),
    readiness('Python ready, second visit', again, stock.again),
    { ...images('CT of 512² on the page, first visit', first), limit: 1200 },
    { ...images('CT of 512² on the page, second visit', again), limit: 800 },
    {
      what: 'sent of dist/, first visit',
      unit: 'MB',
      samples: first.map(({ megabytes }) => megabytes),
      limit: firstVisitBudget / 1e6,
    },
    ...phaseRows('first visit', first),
    ...phaseRows('second visit', again),
  ];
}

/** Shows one image on the page, whose timeline then has the worker's start, too. */
async function start(tab) {
  await tab.open(1);
  const image = await tab.call('timeline', 'whenMarked', 'dicom-load');
  return { image, phases: await tab.call('timeline', 'phases') };
}

function readiness(what, starts, stock) {
  const samples = starts.map(({ phases }) => phases['dicom-viewer:python']);
  return { what, unit: 'ms', samples, baseline: stock, share: 0.2 };
}

function images(what, starts) {
  return { what, unit: 'ms', samples: starts.map(({ image }) => image) };
}

function phaseRows(visit, starts) {
  const names = Object.keys(starts[0].phases).filter((name) => name !== 'dicom-viewer:python');
  return names.map((name) => ({
    what: `phase ${name.slice('dicom-viewer:'.length)}, ${visit}`,
    unit: 'ms',
    samples: starts.map(({ phases }) => phases[name]),
  }));
}
