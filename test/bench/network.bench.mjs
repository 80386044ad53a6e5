// How long a page takes to show its first image over a network, whose one link all that it fetches shares.

import { Link } from './link.mjs';

export const title = 'Start over a network';

const visits = 3;

const networks = [
  { megabits: 50, delay: 20, limit: 1900 },
  { megabits: 10, delay: 60, limit: 6500 },
];

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const rows = [];
  for (const { megabits, delay, limit } of networks) {
    const first = [];
    const again = [];
    lab.server.use(new Link(megabits, delay));
    try {
      for (let visit = 0; visit < visits; visit++) {
        await lab.inBrowser(async (tab) => {
          first.push(await firstImage(tab));
          await tab.renew();
          again.push(await firstImage(tab));
        });
      }
    } finally {
      lab.server.use(new Link());
    }
    const what = `CT of 512² at ${megabits} Mbit/s and ${delay} ms`;
    rows.push({ what: `${what}, first visit`, unit: 'ms', samples: first, limit });
    rows.push({ what: `${what}, second visit`, unit: 'ms', samples: again });
  }
  return rows;
}

async function firstImage(tab) {
  await tab.open(1);
  return tab.call('timeline', 'whenMarked', 'dicom-load');
}
