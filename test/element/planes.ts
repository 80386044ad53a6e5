/** A volume on the page, its planes, and where the crosshair is in them. */

import { expect } from 'chai';

import type { Crosshair, DicomViewer, PlaneName, Vector } from '/dist/dicom-viewer.js';

import { inside, pixelsOf, show, slider } from './harness.js';

export interface ExpectedView {
  attributes: {
    plane: PlaneName;
    frame: number;
    colormap?: string;
    invert?: boolean;
    'window-center'?: number;
    'window-width'?: number;
  };
  frameCount: number;
  rows: number;
  columns: number;
  /** The name of a file in .cache/rgba. */
  rgba: string;
  pixel: { x: number; y: number; value: number | null };
}

/** See test/fixtures/planes.py. */
export interface ExpectedVolume {
  name: string;
  views: ExpectedView[];
}

const response = await fetch('/.cache/planes/planes.json');
export const volumes = (await response.json()) as ExpectedVolume[];
export const planeNames = ['axial', 'coronal', 'sagittal'] as const;
export const upright = volumeOf('axial');
export const [columns, rows, slices] = [29, 21, 13];

export function volumeOf(name: string): string {
  return `/.cache/planes/${name}.zip`;
}

export function canvasesOf(element: DicomViewer): HTMLCanvasElement[] {
  return [
    ...(element.shadowRoot?.querySelectorAll<HTMLCanvasElement>('canvas[part="canvas"]') ?? []),
  ];
}

export function panesOf(element: DicomViewer): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.cell:not([hidden])') ?? [])];
}

/** The frames of the three planes, as the sliders have them. */
export async function framesOf(element: DicomViewer): Promise<number[]> {
  await element.rendered;
  await element.updateComplete;
  return ['Axial', 'Coronal', 'Sagittal'].map((label) => slider(element, label).valueAsNumber);
}

export function showMpr(attributes: Record<string, string> = {}): Promise<DicomViewer> {
  return show(upright, { plane: 'mpr', controls: '', ...attributes });
}

export function contentsOf(element: DicomViewer): string[] {
  const painted = canvasesOf(element).filter(({ width }) => width > 0);
  return painted.map((canvas) => pixelsOf(canvas).join());
}

/** How far a canvas is at most from what a file holds. */
export async function differenceFrom(
  canvas: HTMLCanvasElement,
  view: ExpectedView,
): Promise<number> {
  expect([canvas.width, canvas.height]).to.deep.equal([view.columns, view.rows]);
  const want = new Uint8Array(await (await fetch(`/.cache/rgba/${view.rgba}`)).arrayBuffer());
  const shown = pixelsOf(canvas);
  expect(shown.length).to.equal(want.length);
  return want.reduce((most, value, i) => Math.max(most, Math.abs(value - (shown[i] ?? 0))), 0);
}

export function textsOf(element: DicomViewer, selector: string): string[] {
  const found = element.shadowRoot?.querySelectorAll(selector) ?? [];
  return [...found].map(({ textContent }) => textContent.trim());
}

export function choose(element: DicomViewer, label: string, option: string): void {
  const select = inside(element, `select[aria-label="${label}"]`) as HTMLSelectElement;
  const index = [...select.options].findIndex(({ text }) => text.trim() === option);
  expect(index, option).to.be.at.least(0);
  select.selectedIndex = index;
  select.dispatchEvent(new Event('change'));
}

export const upAxes: Crosshair['axes'] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function middle(target: Element): [number, number] {
  const { left, top, width, height } = target.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** What a hand grasps to turn the first line of a plane. */
export function handleOf(element: DicomViewer, plane: PlaneName): Element {
  const svg = element.shadowRoot?.querySelectorAll('.crosshair')[planeNames.indexOf(plane)];
  const handle = svg?.querySelector('.grasp.handle');
  if (!handle) {
    throw new Error(`The ${plane} plane has no handle.`);
  }
  return handle;
}

/** Where on the page a part of a plane's width and height lies, and how large it is there. */
export async function placeIn(element: DicomViewer, plane: PlaneName, right: number, down: number) {
  await element.rendered;
  await element.updateComplete;
  const canvas = canvasesOf(element)[planeNames.indexOf(plane)];
  const { left, top, width, height } = canvas?.getBoundingClientRect() ?? new DOMRect();
  return { x: left + right * width, y: top + down * height, width, height };
}
