/** Marks on slices of a series, and how long it takes until a change is seen with them, in ms. */

import type { Annotation, AnnotationType, DicomViewer } from '/dist/dicom-viewer.js';

import { theViewer, timeOf } from './viewer.js';

const types: AnnotationType[] = ['length', 'angle', 'rectangle', 'ellipse', 'arrow'];

/** How many slices have marks, between which steps go back and forth. */
const slices = 6;

/** Shows a series with so many marks on each of some slices. */
export async function shows(url: string, count: number): Promise<void> {
  const element = theViewer();
  element.src = url;
  await element.rendered;
  element.annotations = Array.from({ length: slices }, (_, frame) =>
    Array.from({ length: count }, (_, index) => mark(frame, index)),
  ).flat();
  await element.rendered;
  const seen = element.shadowRoot?.querySelectorAll('.mark').length;
  if (seen !== count) {
    throw new Error(`${String(seen)} marks are seen.`);
  }
}

/** How long each of so many changes takes. */
export async function follows(act: Act, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 1; index <= count; index += 1) {
    times.push(await acts[act](index));
  }
  return times;
}

const acts = {
  window: (index: number) => painted((element) => (element.windowCenter = 20 * index)),
  step: (index: number) => painted((element) => (element.frame = index % slices)),
  zoom: (index: number) => laidOut((element) => (element.zoom = 1 + index / 50)),
  pan: (index: number) => laidOut((element) => (element.center = [200 + index, 256])),
};

type Act = keyof typeof acts;

/** A change that the canvas shows, and the marks above it. */
async function painted(change: (element: DicomViewer) => void): Promise<number> {
  const start = performance.now();
  await timeOf(change);
  await settled(theViewer());
  return performance.now() - start;
}

/** A change of where the image lies. */
async function laidOut(change: (element: DicomViewer) => void): Promise<number> {
  const element = theViewer();
  const start = performance.now();
  change(element);
  await settled(element);
  return performance.now() - start;
}

/** The element is up to date, and its layout made. */
async function settled(element: DicomViewer): Promise<void> {
  await element.updateComplete;
  element.shadowRoot?.querySelector('.mark:last-child')?.getBoundingClientRect();
}

function mark(frame: number, index: number): Annotation {
  const [x, y] = [60 + 80 * (index % 5), 60 + 90 * Math.floor(index / 5)];
  const type = types[index % types.length] ?? 'length';
  const ends = [[x, y], [x + 40, y + 30]]; // prettier-ignore
  const points = type === 'angle' ? [...ends, [x + 60, y]] : ends;
  return { id: `${String(frame)}-${String(index)}`, type, points, frame };
}
