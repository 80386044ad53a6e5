/** Where the points of marks lie on an image: pure geometry. */

import type { PictureImage, PlaneGrid, Vector } from '../protocol/messages.js';
import { cross, dot, minus } from '../view/vector.js';
import type { Point } from './annotation.js';

/** A place on an image in pixels; [0, 0] is the top left corner of the top left pixel. */
export type Place = readonly [x: number, y: number];

/** The part of a plane's grid that says where it lies. */
export type GridPlace = Pick<PlaneGrid, 'origin' | 'right' | 'down'> & {
  /** The distances in mm of columns and of rows. */
  columnSpacing: number;
  rowSpacing: number;
  /** How far apart planes or slices are, in mm. */
  step: number;
};

/** Where the plane of an image lies; undefined of a stored frame. */
export function gridPlaceOf({ grid }: Pick<PictureImage, 'grid'>): GridPlace | undefined {
  return grid ? { ...grid, columnSpacing: grid.spacing, rowSpacing: grid.spacing } : undefined;
}

/** The place on an image at which a point of the patient is seen along the normal. */
export function placeOf(point: Point, grid: GridPlace): Place {
  const from = minus(vectorOf(point), grid.origin);
  // the origin is the centre of a pixel
  return [
    dot(from, grid.right) / grid.columnSpacing + 0.5,
    dot(from, grid.down) / grid.rowSpacing + 0.5,
  ];
}

/** The point of the patient that is seen at a place on an image. */
export function pointAt([x, y]: Place, grid: GridPlace): [x: number, y: number, z: number] {
  const right = (x - 0.5) * grid.columnSpacing;
  const down = (y - 0.5) * grid.rowSpacing;
  const along = (axis: 0 | 1 | 2) =>
    grid.origin[axis] + right * grid.right[axis] + down * grid.down[axis];
  return [along(0), along(1), along(2)];
}

/** How far in mm a point of the patient lies from an image, along the normal. */
export function depthOf(point: Point, grid: GridPlace): number {
  return dot(minus(vectorOf(point), grid.origin), cross(grid.right, grid.down));
}

function vectorOf([x = 0, y = 0, z = 0]: Point): Vector {
  return [x, y, z];
}
