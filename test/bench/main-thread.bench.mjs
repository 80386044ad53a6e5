// How long the page's own thread is busy at a stretch while Python starts and files load.

import { Buffer } from 'node:buffer';

export const title = "The page's own thread";

const visits = 5;

/**
 * Chromium notes each task of a thread with its length, and the marks that the page makes. A pulse in
 * the page would take time from what it watches, and long tasks are told of from 50 ms on only.
 */
const categories = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const results = await lab.inBrowsers(visits, async (tab) => {
    const start = await longestTask(tab, async () => {
      await tab.open(1);
      await tab.call('timeline', 'whenMarked', 'dicom-load');
    });
    const files = await longestTask(tab, async () => {
      await tab.call('viewer', 'loads', [
        '/files/radiograph-512.dcm',
        '/files/radiograph-2048.dcm',
        '/files/jpeg-ls.dcm',
      ]);
    });
    return { start, files };
  });
  return [
    ...rows(
      'from the navigation to the first image',
      results.map(({ start }) => start),
    ),
    ...rows(
      'three files, 512² and 2048²',
      results.map(({ files }) => files),
    ),
  ];
}

function rows(what, tasks) {
  const samples = (key) => tasks.map(({ [key]: time }) => time);
  return [
    { what: `longest task, ${what}`, unit: 'ms', samples: samples('elapsed'), limit: 8 },
    { what: `most computing in a task, ${what}`, unit: 'ms', samples: samples('busy') },
  ];
}

/**
 * How long a task of the page's thread takes at most while something is done, and how long one keeps the
 * processor busy at most, in ms. They differ where others want the processor, too.
 */
async function longestTask({ page }, act) {
  await page.tracing.start({ categories });
  await act();
  const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
  const { pid, tid } = traceEvents.find(({ name }) => name === 'dicom-load');
  const tasks = traceEvents.filter(
    (event) =>
      event.name === 'RunTask' &&
      event.tdur > 0 && // unknown of one in which the trace began or ended
      event.pid === pid &&
      event.tid === tid,
  );
  return {
    elapsed: Math.max(...tasks.map(({ dur }) => dur)) / 1000,
    busy: Math.max(...tasks.map(({ tdur }) => tdur)) / 1000,
  };
}
