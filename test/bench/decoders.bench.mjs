// How long a compressed file of 2048² and 16 bits takes from its fetch to the canvas of a running page.

export const title = 'Compressed files';

const files = [
  { name: 'RLE', url: '/files/rle.dcm', limit: 150, isKnownToStock: true },
  { name: 'JPEG lossless', url: '/files/jpeg-lossless.dcm', limit: 250 },
  { name: 'JPEG-LS', url: '/files/jpeg-ls.dcm', limit: 350 },
  { name: 'JPEG 2000', url: '/files/jpeg-2000.dcm', limit: 850 },
];

const visits = 5;

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const results = await lab.inBrowsers(visits, async (tab) => {
    await tab.open();
    await tab.call('viewer', 'loads', ['/files/radiograph-2048.dcm']);
    const times = {};
    for (const { name, url } of files) times[name] = await tab.call('viewer', 'loads', thrice(url));
    return times;
  });
  const baseline = await lab.inBrowser(async (tab) => {
    await tab.startBaseline();
    const { url } = files.find(({ isKnownToStock }) => isKnownToStock);
    return [
      ...(await tab.call('baseline', 'loads', thrice(url))),
      ...(await tab.call('baseline', 'loads', thrice(url))),
    ];
  });
  return files.flatMap(({ name, limit, isKnownToStock }) => [
    {
      what: `${name}, the first, with its decoder`,
      unit: 'ms',
      samples: results.map(({ [name]: [first] }) => first),
    },
    {
      what: `${name}, the next`,
      unit: 'ms',
      samples: results.flatMap(({ [name]: [, ...next] }) => next),
      limit,
      ...(isKnownToStock && { baseline }),
    },
  ]);
}

/** The same file under other names, so that it comes from the server each time. */
function thrice(url) {
  return [1, 2, 3].map((number) => `${url}?${number}`);
}
