/** A series in the page's one viewer: how long it takes to do what it is asked for, in ms. */

import { DicomViewer, type Crosshair, type PlaneName } from '/dist/dicom-viewer.js';
import { theViewer, timeOf } from './viewer.js';

/** From local files being set to the first image on the canvas, and to all of them sorted. */
export async function opensChosen(): Promise<{ first: number; all: number }> {
  const files = [...(document.querySelector('input')?.files ?? [])];
  return opens((element) => (element.files = files));
}

/** The same of a URL. */
export async function opensUrl(url: string): Promise<{ first: number; all: number }> {
  return opens((element) => (element.src = url));
}

/** From the URLs of a series being given to all of them sorted, and to the coronal plane through them. */
export async function opensUrls(urls: string[]): Promise<{ all: number; coronal: number }> {
  const { all } = await opens((element) => {
    const sources = urls.map((src) => Object.assign(document.createElement('source'), { src }));
    element.removeAttribute('src');
    element.replaceChildren(...sources);
  });
  return { all, coronal: await opensPlane('coronal') };
}

/** From planes being asked for, or slices as they are stored, to the first on the canvas. */
export function opensPlane(plane: PlaneName | 'mpr' | null): Promise<number> {
  return timeOf((element) => {
    element.frame = 0;
    element.plane = plane ?? undefined;
  });
}

/** From a crosshair being set to its three planes, for one height in the patient after the other. */
export async function crosshairs(heights: number[]): Promise<number[]> {
  const times: number[] = [];
  for (const z of heights) {
    times.push(await timeOf((element) => (element.crosshair = crosshairAt(z))));
  }
  return times;
}

function crosshairAt(z: number): Crosshair {
  return {
    center: [0, 0, z],
    axes: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  };
}

async function opens(
  change: (element: DicomViewer) => void,
): Promise<{ first: number; all: number }> {
  await DicomViewer.preload();
  const element = theViewer();
  element.frame = 0;
  let first = NaN;
  const start = performance.now();
  const note = () => (first = performance.now() - start);
  element.addEventListener('dicom-load', note, { once: true });
  change(element);
  await element.rendered;
  return { first, all: performance.now() - start };
}
