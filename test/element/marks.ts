/** A user in front of marks. */

import { sendMouse } from '@web/test-runner-commands';

import type { Annotation, DicomViewer } from '/dist/dicom-viewer.js';

import { canvasOf } from './harness.js';

type Place = readonly [x: number, y: number];

/** Where on the page a place of the image lies that isn't turned, in pixels from its corner. */
export function onPage(
  element: DicomViewer,
  [x, y]: Place,
  canvas = canvasOf(element),
): [number, number] {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return [
    Math.round(left + (x / canvas.width) * width),
    Math.round(top + (y / canvas.height) * height),
  ];
}

/** Drags from one place of the image to another. */
export async function dragOn(
  element: DicomViewer,
  from: Place,
  to: Place,
  canvas = canvasOf(element),
  halfway?: () => Promise<void>,
): Promise<void> {
  const [start, end] = [onPage(element, from, canvas), onPage(element, to, canvas)];
  const middle: [number, number] = [
    Math.round((start[0] + end[0]) / 2),
    Math.round((start[1] + end[1]) / 2),
  ];
  await sendMouse({ type: 'move', position: start });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: middle });
  await sendMouse({ type: 'move', position: end });
  await halfway?.();
  await sendMouse({ type: 'up' });
}

/** Clicks on places of the image, one after the other. */
export async function clickOn(element: DicomViewer, ...places: Place[]): Promise<void> {
  for (const place of places) {
    await sendMouse({ type: 'click', position: onPage(element, place) });
  }
}

/** All parts of marks that are seen. */
export function markParts(element: DicomViewer): Element[] {
  return [...(element.shadowRoot?.querySelectorAll('[part="annotation"]') ?? [])];
}

/** The texts of all labels. */
export function labels(element: DicomViewer): string[] {
  const texts = [...(element.shadowRoot?.querySelectorAll('.marks .label text') ?? [])];
  return texts.map(({ textContent }) => textContent);
}

/** Waits until a condition holds, looked at in each frame. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) {
    await new Promise(requestAnimationFrame);
  }
}

/** The mark of an id. */
export function markOf(element: DicomViewer, id: string): Annotation {
  const found = element.annotations.find((each) => each.id === id);
  if (!found) {
    throw new Error(`There is no mark ${id}.`);
  }
  return found;
}
