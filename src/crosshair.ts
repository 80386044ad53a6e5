/** The crosshair of three planes: pure geometry in the patient's coordinates. */

import type { Crosshair, ImageReply, PlaneGrid, Vector } from './protocol.js';

/** A plane of three, on its canvas. */
export interface CrosshairImage extends ImageReply {
  grid: NonNullable<ImageReply['grid']>;
  crosshair: NonNullable<ImageReply['crosshair']>;
}

/** Whether an image is one of three planes. */
export function hasCrosshair(image: ImageReply | undefined): image is CrosshairImage {
  return Boolean(image?.grid && image.crosshair);
}

/** The crosshair after it was moved in a plane by some pixels. */
export function moved({ grid, crosshair }: CrosshairImage, right: number, down: number): Crosshair {
  const { center, axes } = crosshair;
  const across = add(center, grid.right, right * grid.spacing);
  return { center: add(across, grid.down, down * grid.spacing), axes };
}

/** The crosshair after it was moved through some planes. */
export function movedBy({ center, axes }: Crosshair, grid: PlaneGrid, planes: number): Crosshair {
  return { center: add(center, grid.forward, planes * grid.step), axes };
}

/** The crosshair after its lines were turned in a plane, by an angle in radians, clockwise. */
export function turned({ grid, crosshair }: CrosshairImage, angle: number): Crosshair {
  const [x, y, z] = crosshair.axes;
  const turn = (axis: Vector) => turnedInPlane(axis, grid, angle);
  return { center: crosshair.center, axes: [turn(x), turn(y), turn(z)] };
}

function turnedInPlane(axis: Vector, { right, down }: PlaneGrid, angle: number): Vector {
  const x = dot(axis, right);
  const y = dot(axis, down);
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const inPlane = add(axis, right, cosine * x - sine * y - x);
  return add(inPlane, down, sine * x + cosine * y - y);
}

function add(a: Vector, b: Vector, factor: number): Vector {
  return [a[0] + b[0] * factor, a[1] + b[1] * factor, a[2] + b[2] * factor];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
