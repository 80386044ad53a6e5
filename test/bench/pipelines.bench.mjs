// How soon a page author's own Python is there, and how fast it filters images and volumes.

export const title = 'Pipelines';

const starts = 5;
const passes = 40;
const drags = 5;
const dragSeconds = 2;

/** At least so many images a second while a slider is dragged. */
const imagesPerSecond = 15;

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const started = await lab.inBrowsers(starts, async (tab) => {
    await tab.open();
    await tab.call('viewer', 'loads', ['/files/radiograph-512.dcm']);
    return tab.call('pipelines', 'starts', 'edges');
  });
  return lab.inBrowser(async (tab) => {
    await tab.open();
    const rows = [{ what: 'its Python started, to the first result', unit: 'ms', samples: started, limit: 1000 }]; // prettier-ignore
    for (const size of [512, 2048]) {
      await tab.call('viewer', 'loads', [`/files/radiograph-${size}.dcm`]);
      await tab.call('pipelines', 'starts', 'edges');
      const samples = await tab.call('pipelines', 'passes', passes);
      rows.push({ what: `an edge filter of ${size}², a parameter set`, unit: 'ms', samples });
      if (size === 512) rows.push(await dragRow(tab));
    }
    await tab.call('viewer', 'loads', ['/files/series.zip']);
    const what = 'a function of a volume of 200 × 512²';
    const first = await tab.call('pipelines', 'starts', 'volume');
    const samples = await tab.call('pipelines', 'passes', passes / 4);
    rows.push({
      what: `${what}, first: all slices are read and sent`,
      unit: 'ms',
      samples: [first],
    });
    return [...rows, { what: `${what}, a parameter set`, unit: 'ms', samples }];
  });
}

async function dragRow(tab) {
  const samples = [];
  while (samples.length < drags) samples.push(await tab.call('pipelines', 'drag', dragSeconds));
  const what = `a drag of ${dragSeconds} s with a value each frame of the screen, 512²: time for an image`;
  return { what, unit: 'ms', samples, limit: 1000 / imagesPerSecond };
}
