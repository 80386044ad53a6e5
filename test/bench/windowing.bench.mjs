// How fast an image follows its window: set by a script, and dragged by a pointer.

import { setTimeout as pause } from 'node:timers/promises';

export const title = 'Windowing';

const sizes = [
  { size: 512, limit: 4 },
  { size: 2048, limit: 15 },
];

/** 100 windows, each another. */
const centers = Array.from({ length: 100 }, (_, index) => 20_000 + 200 * index);

const drags = 5;
const eventsPerSecond = 60;
const dragSeconds = 2;
/** How far from the centre, in CSS pixels. */
const dragRadius = 100;

/** @param {import('./lab.mjs').Lab} lab */
export async function measure(lab) {
  const baselines = await lab.inBrowser(async (tab) => {
    await tab.startBaseline();
    return inTurn(sizes, async ({ size }) => {
      await tab.call('baseline', 'loads', [urlOf(size)]);
      return tab.call('baseline', 'windows', centers);
    });
  });
  return lab.inBrowser(async (tab) => {
    await tab.open();
    const rows = await inTurn(sizes, async ({ size, limit }, index) => {
      await tab.call('viewer', 'loads', [urlOf(size)]);
      const samples = await tab.call('viewer', 'windows', centers);
      const row = { what: `a window set, ${size}²`, unit: 'ms', samples, limit };
      return [{ ...row, baseline: baselines[index] }, ...(await dragRows(tab, size))];
    });
    return rows.flat();
  });
}

async function dragRows(tab, size) {
  const results = [];
  while (results.length < drags) results.push(await drag(tab));
  const what = `a drag of ${dragSeconds} s with ${eventsPerSecond} events/s, ${size}²`;
  return [
    {
      what: `${what}: images painted`,
      unit: '',
      samples: results.map(({ paintings }) => paintings),
    },
    {
      what: `${what}: longest time between two`,
      unit: 'ms',
      samples: results.map(({ longestGap }) => longestGap),
    },
  ];
}

/** Moves the pressed pointer around the image's centre, in even steps of time. */
async function drag(tab) {
  const { mouse } = tab.page;
  const { x, y } = await tab.call('viewer', 'centre');
  await mouse.move(x, y);
  await mouse.down();
  await tab.call('viewer', 'watch');
  const begin = performance.now();
  const moves = [];
  for (let event = 1; event <= dragSeconds * eventsPerSecond; event++) {
    await pause(begin + (event * 1000) / eventsPerSecond - performance.now());
    const angle = (2 * Math.PI * event) / eventsPerSecond;
    moves.push(mouse.move(x + dragRadius * Math.sin(angle), y - dragRadius * Math.cos(angle)));
  }
  await Promise.all(moves);
  await mouse.up();
  return tab.call('viewer', 'watched');
}

function urlOf(size) {
  return `/files/radiograph-${size}.dcm`;
}

async function inTurn(things, act) {
  const results = [];
  for (const [index, thing] of things.entries()) results.push(await act(thing, index));
  return results;
}
