/** A user in front of marks. */

import { sendMouse } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { Annotation, DicomViewer } from '/dist/dicom-viewer.js';

import { canvasOf, inside, next, sample, show } from './harness.js';

export const ct = sample('CT_small.dcm');
/** That of CT_small, of columns as of rows. */
export const spacing = 0.661468;
/** Slices of pixels of 0.5 × 0.75 mm, 1.25 mm apart. */
export const volume = '/.cache/planes/axial.zip';

export const length: Annotation = { id: 'a', type: 'length', points: [[10, 20], [40, 60]] }; // prettier-ignore

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

/** Shows an image that a visitor may mark, and puts the keyboard's focus on it. */
export async function showEditable(attributes: Record<string, string> = {}): Promise<DicomViewer> {
  const element = await show(ct, { editable: '', tool: 'length', ...attributes });
  await element.rendered;
  inside(element, '.stage').focus();
  return element;
}

export function unmeasured(annotation: Annotation): Annotation {
  const others = { ...annotation };
  delete others.measurement;
  return others;
}

/** The mark that a user adds. */
export async function added(element: DicomViewer, act: () => Promise<void>): Promise<Annotation> {
  const event = next(element, 'dicom-annotation');
  await act();
  const { detail } = await event;
  expect(detail.action).to.equal('add');
  return detail.annotation;
}

export function near(points: Annotation['points'], expected: number[][], off = 0.3): void {
  expect(points).to.have.length(expected.length);
  points.forEach((point, index) => {
    point.forEach((value, axis) => {
      expect(value).to.be.closeTo(expected[index]?.[axis] ?? NaN, off);
    });
  });
}
