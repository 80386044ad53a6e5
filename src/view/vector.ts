/** Points and directions in the patient's coordinates: pure functions. */

import type { DicomGeometry } from '../metadata.js';
import type { Vector } from '../protocol/messages.js';

export function plus(a: Vector, b: Vector, factor = 1): Vector {
  return [a[0] + b[0] * factor, a[1] + b[1] * factor, a[2] + b[2] * factor];
}

export function minus(a: Vector, b: Vector): Vector {
  return plus(a, b, -1);
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** The unit vectors of *Image Orientation (Patient)*, along a row and down a column, and the one at right angles to both. */
export function axesOf([a, b, c, d, e, f]: DicomGeometry['orientation']): [
  right: Vector,
  down: Vector,
  normal: Vector,
] {
  return [[a, b, c], [d, e, f], cross([a, b, c], [d, e, f])];
}
