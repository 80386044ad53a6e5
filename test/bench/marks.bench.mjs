// Whether an image follows the hand with twenty marks on it: from a change to all of it on the page.

export const title = 'Twenty marks on a slice of 512²';

/** So many changes, each another. */
const changes = 100;

/** At 60 images a second. */
const limit = 1000 / 60;

const acts = {
  window: 'a window set',
  step: 'a step to the next slice',
  zoom: 'a zoom set',
  pan: 'the centre set',
};

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  return lab.inBrowser(async (tab) => {
    await tab.open();
    await tab.call('marks', 'shows', '/files/series.zip', 20);
    const rows = [];
    for (const [act, what] of Object.entries(acts)) {
      rows.push({
        what,
        unit: 'ms',
        samples: await tab.call('marks', 'follows', act, changes),
        limit,
      });
    }
    return rows;
  });
}
