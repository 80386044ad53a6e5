/** The shapes of marks in a plane: outlines, handles, and what becomes of them when they are dragged. */

import type { AnnotationType } from './annotation.js';
import type { Place } from './projection.js';

/** Of how many corners the outline of an ellipse is made where it can't be drawn as one. */
const ellipseCorners = 64;

/** Whether a mark has an inside. */
export function isRegion(type: AnnotationType): boolean {
  return type === 'rectangle' || type === 'ellipse' || type === 'polygon';
}

/** The corners of the outline of a region; of other marks their points. */
export function outlineOf(type: AnnotationType, places: readonly Place[]): readonly Place[] {
  const [[x0, y0] = [0, 0], [x1, y1] = [0, 0]] = places;
  if (type === 'rectangle') {
    return [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ];
  }
  if (type === 'ellipse') {
    return Array.from({ length: ellipseCorners }, (_, index) => {
      const angle = (2 * Math.PI * index) / ellipseCorners;
      const across = (1 + Math.cos(angle)) / 2;
      const down = (1 + Math.sin(angle)) / 2;
      return [x0 + across * (x1 - x0), y0 + down * (y1 - y0)] as const;
    });
  }
  return places;
}

/** Where a mark is grasped to reshape it: its points, and of a bounding rectangle all four corners. */
export function handlesOf(type: AnnotationType, places: readonly Place[]): readonly Place[] {
  const [a, b] = places;
  return (type === 'rectangle' || type === 'ellipse') && a && b
    ? [a, b, [a[0], b[1]], [b[0], a[1]]]
    : places;
}

/** The points after a handle was moved. */
export function reshaped(places: readonly Place[], handle: number, [dx, dy]: Place): Place[] {
  // The corners that are no points take one coordinate from each of them.
  const movesX = handle < places.length ? handle : handle - 2;
  const movesY = handle < places.length ? handle : 3 - handle;
  return places.map(([x, y], index) => [
    index === movesX ? x + dx : x,
    index === movesY ? y + dy : y,
  ]);
}

/** The points after all of them were moved. */
export function translated(places: readonly Place[], [dx, dy]: Place): Place[] {
  return places.map(([x, y]) => [x + dx, y + dy]);
}

/** A rectangle along the axes. */
export interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The rectangle around places. */
export function boundsOf(places: readonly Place[]): Bounds {
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}
