/** Layers above a series in the page's one viewer, and how long it takes until a change is seen with them, in ms. */

import type { PlaneName } from '/dist/dicom-viewer.js';

import { theViewer, timeOf } from './viewer.js';

/** Shows a series, as it is stored or in planes, and above each image what another file holds, or nothing. */
export async function shows(
  url: string,
  layer: string | null,
  plane: PlaneName | 'mpr' | null,
): Promise<void> {
  const element = theViewer();
  const source = document.createElement('source');
  source.setAttribute('layer', '');
  source.src = layer ?? '';
  element.replaceChildren(...(layer === null ? [] : [source]));
  element.src = url;
  element.plane = plane ?? undefined;
  element.frame = 100;
  await element.rendered;
  const canvases = element.shadowRoot?.querySelectorAll<HTMLCanvasElement>('[part=layer]') ?? [];
  const seen = [...canvases].filter(({ width }) => width > 0).length;
  const expected = layer === null ? 0 : plane === 'mpr' ? 3 : 1;
  if (seen !== expected) {
    throw new Error(`Layers are seen on ${String(seen)} images, not ${String(expected)}.`);
  }
}

/** From a window being set to all of it on the page, for one center after the other. */
export async function windows(centers: number[]): Promise<number[]> {
  const times: number[] = [];
  for (const center of centers) {
    const start = performance.now();
    await timeOf((element) => (element.windowCenter = center));
    await theViewer().rendered;
    times.push(performance.now() - start);
  }
  return times;
}
