/** Which marks are seen on an image, and where. */

import type { PlaneName } from '../protocol/messages.js';
import type { Annotation, Point } from './annotation.js';
import { depthOf, placeOf, pointAt, type GridPlace, type Place } from './projection.js';
import { isRegion, outlineOf } from './shape.js';

/** An image, as far as marks know it. */
export interface MarkedImage {
  /** The frame of the series, or the plane, that it is. */
  frame: number;
  /** Null of a stored frame. */
  plane: PlaneName | null;
  /** Of the instance that is shown, and how many frames that has. */
  sopInstanceUID: string;
  instanceFrames: number;
  /** Where it lies in the patient; undefined where nothing says so. */
  grid: GridPlace | undefined;
}

/** How a mark is seen on an image. */
export interface Sight {
  /** Whether the whole mark lies on the image; else `places` is where its outline goes through. */
  isWhole: boolean;
  places: readonly Place[];
}

/** Positions are rounded to so many mm. */
const rounding = 1e-3;

/** How a mark is seen on an image; undefined if it isn't. */
export function sightOf(annotation: Annotation, image: MarkedImage): Sight | undefined {
  if (annotation.plane === undefined) {
    return isOnFrame(annotation, image)
      ? { isWhole: true, places: annotation.points.map(asPlace) }
      : undefined;
  }
  const { grid } = image;
  if (!grid) {
    return undefined;
  }
  const thickness = Math.max(grid.step / 2, rounding) + rounding;
  const depths = annotation.points.map((point) => depthOf(point, grid));
  if (depths.every((depth) => Math.abs(depth) <= thickness)) {
    return { isWhole: true, places: annotation.points.map((point) => placeOf(point, grid)) };
  }
  const places = crossings(patientOutline(annotation), grid, isRegion(annotation.type));
  return places.length > 0 ? { isWhole: false, places } : undefined;
}

/** Whether a mark of stored frames is on one; of an instance with one frame its UID says all. */
function isOnFrame({ frame, sopInstanceUID }: Annotation, image: MarkedImage): boolean {
  if (image.plane !== null) {
    return false;
  }
  if (sopInstanceUID === undefined) {
    return (frame ?? 0) === image.frame;
  }
  const isFrame = frame === undefined || image.instanceFrames === 1 || frame === image.frame;
  return sopInstanceUID === image.sopInstanceUID && isFrame;
}

/** The outline of a mark in the patient. A rectangle's sides run along the patient's axes. */
function patientOutline({ type, plane, points }: Annotation): readonly Point[] {
  const [first] = points;
  if ((type !== 'rectangle' && type !== 'ellipse') || !first) {
    return points;
  }
  const across = plane === 'sagittal' ? 1 : 0;
  const down = plane === 'axial' ? 1 : 2;
  const corners = points.map((point) => [point[across] ?? 0, point[down] ?? 0] as const);
  return outlineOf(type, corners).map(([x, y]) =>
    first.map((each, axis) => (axis === across ? x : axis === down ? y : each)),
  );
}

/** Where an outline in the patient goes through an image. */
function crossings(outline: readonly Point[], grid: GridPlace, isClosed: boolean): Place[] {
  const ends = isClosed ? [...outline.slice(1), ...outline.slice(0, 1)] : outline.slice(1);
  return ends.flatMap((end, index) => {
    const start = outline[index] ?? end;
    const [before, after] = [depthOf(start, grid), depthOf(end, grid)];
    if (before > 0 === after > 0) {
      return [];
    }
    const part = before / (before - after);
    const point = start.map((from, axis) => from + part * ((end[axis] ?? 0) - from));
    return [placeOf(point, grid)];
  });
}

/** The points of a mark at places on an image. */
export function pointsAt(
  annotation: Pick<Annotation, 'plane'>,
  places: readonly Place[],
  grid: GridPlace | undefined,
): Point[] {
  return places.map((place) =>
    annotation.plane !== undefined && grid ? pointAt(place, grid) : [...place],
  );
}

function asPlace(point: Point): Place {
  return [point[0] ?? 0, point[1] ?? 0];
}
