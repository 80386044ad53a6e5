// Pages with many viewers.

export const title = 'Many viewers';

const visits = 5;

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const sixteen = await lab.inBrowsers(visits, (tab) => show(tab, 16));
  const fifty = await lab.inBrowsers(visits, (tab) => show(tab, 50));
  return [
    {
      what: '16 viewers all drawn, first visit',
      unit: 'ms',
      samples: times(sixteen),
      limit: 1600,
    },
    { what: '50 viewers all drawn, first visit', unit: 'ms', samples: times(fifty) },
    {
      what: '50 viewers: images not shown',
      unit: '',
      samples: fifty.map(({ failures }) => failures),
      limit: 0,
    },
    { what: "50 viewers: Python's heap", unit: 'MB', samples: fifty.map(({ heap }) => heap) },
  ];
}

async function show(tab, viewers) {
  await tab.open(viewers);
  const settled = await tab.call('timeline', 'whenMarked', 'settled');
  const failures = await tab.call('timeline', 'countMarks', 'dicom-error');
  const heap = (await tab.call('viewer', 'pythonHeap')) / 1e6;
  return { settled, failures, heap };
}

function times(results) {
  return results.map(({ settled }) => settled);
}
