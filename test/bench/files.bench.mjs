// How fast a running page shows another file, and the next frame of a long one.

export const title = 'Files and frames';

/** The same file under other names, so that it comes from the server each time. */
const urls = Array.from({ length: 7 }, (_, index) => `/files/radiograph-2048.dcm?${index}`);

const frames = [
  {
    what: 'a step through 100 frames of 640 × 480 RGB',
    url: '/files/colour-frames.dcm',
    limit: 8,
  },
  {
    what: 'a step through 200 frames of 512², 16 bits',
    url: '/files/gray-frames.dcm',
    limit: 6,
  },
];

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const baseline = await lab.inBrowser(async (tab) => {
    await tab.startBaseline();
    return times(tab, 'baseline');
  });
  const viewer = await lab.inBrowser(async (tab) => {
    await tab.open();
    return times(tab, 'viewer');
  });
  const rows = [{ what: 'the next file, 2048², 16 bits, uncompressed', limit: 150 }, ...frames];
  return rows.map(({ what, limit }, index) => ({
    what,
    unit: 'ms',
    samples: viewer[index],
    limit,
    baseline: baseline[index],
  }));
}

async function times(tab, module) {
  const [, ...loads] = await tab.call(module, 'loads', urls);
  const results = [loads];
  for (const { url } of frames) {
    await tab.call(module, 'loads', [url]);
    results.push(await tab.call(module, 'steps'));
  }
  return results;
}
