/** Marks as data: what a page sets, saves and reads. */

import type { Quantity } from '../protocol/measurement.js';
import type { PlaneName } from '../protocol/view.js';

/** How many points a mark has at least and at most, by type. */
export const pointCounts = {
  length: [2, 2],
  angle: [3, 3],
  cobb: [4, 4],
  rectangle: [2, 2],
  ellipse: [2, 2],
  polygon: [3, Infinity],
  point: [1, 1],
  arrow: [2, 2],
  text: [1, 1],
  probe: [1, 1],
} as const satisfies Record<string, readonly [least: number, most: number]>;

export type AnnotationType = keyof typeof pointCounts;

/** Whether there are marks of a type. */
export function isAnnotationType(type: unknown): type is AnnotationType {
  return typeof type === 'string' && Object.hasOwn(pointCounts, type);
}

/** Whether a tool is one of marks: it draws those of a type, or chooses them. */
export function isMarkTool(tool: string | undefined): tool is AnnotationType | 'select' {
  return tool === 'select' || isAnnotationType(tool);
}

/**
 * On a stored frame `[x, y]` in pixels, `[0, 0]` being the top left corner of the top left pixel (*Graphic
 * Annotation Units* PIXEL, PS3.3 C.10.5.1.2); on a reformatted plane `[x, y, z]` in the patient in mm.
 */
export type Point = readonly number[];

/** What is measured of a mark; it is computed, never taken from what a page sets. */
export interface Measurement {
  /** In `mm`, with where the spacing comes from, or in `px`. */
  length?: Quantity & { from?: string };
  /** In degrees: of a `cobb` at most 90, whichever end of a line was set first. */
  angle?: Quantity;
  /** Of the modality values of the pixels whose centres lie inside; of a `probe` that of its pixel. */
  mean?: number;
  /** Of the population: divided by `count`. */
  standardDeviation?: number;
  minimum?: number;
  maximum?: number;
  count?: number;
  /** The unit of these values, as `HU`; empty where the file gives none. */
  unit?: string;
  /** That of the shape, in `mm²` or `px²`. */
  area?: Quantity;
}

/** A mark on one frame, on all frames of an instance, or on a plane through a volume. */
export interface Annotation {
  id: string;
  type: AnnotationType;
  /**
   * `length`, two ends; `angle`, three, the vertex second; `cobb`, four, two lines; `rectangle` and
   * `ellipse`, two opposite corners of the (bounding) rectangle; `polygon`, its corners; `point`, `text`
   * and `probe`, one; `arrow`, tip, then tail.
   */
  points: readonly Point[];
  /** The frame, or the slice of a series, from 0. */
  frame?: number;
  /** The instance; with `frame` too, that frame of an instance of many. */
  sopInstanceUID?: string;
  /** The plane on which it was drawn; then points are in the patient. */
  plane?: PlaneName;
  text?: string;
  /** Any CSS colour. */
  color?: string;
  /** Whether only a button is seen in its place, which reveals it. */
  hidden?: boolean;
  /** Whether a visitor may not change or remove it. */
  locked?: boolean;
  measurement?: Measurement;
}

/** What happened to a mark by the user. */
export type AnnotationAction = 'add' | 'change' | 'remove' | 'select' | 'reveal';

/** An id that no mark on any page has. */
export function newId(): string {
  return `mark-${globalThis.crypto.getRandomValues(new Uint32Array(3)).join('-')}`;
}

/** A mark without what was measured of it. */
export function unmeasured(annotation: Annotation): Annotation {
  const others = { ...annotation };
  delete others.measurement;
  return others;
}

/** Whether two marks are the same but for what is measured of them. */
export function sameAnnotation(a: Annotation, b: Annotation): boolean {
  return a === b || canonical(a) === canonical(b);
}

function canonical(annotation: Annotation): string {
  const members = Object.entries(annotation).filter(([name]) => name !== 'measurement');
  return JSON.stringify(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
