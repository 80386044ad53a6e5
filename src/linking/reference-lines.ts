/** Where the images of one viewer cut those of another: pure geometry. */

import { depthOf, placeOf, pointAt, type Place } from '../annotations/projection.js';
import { sharesPlaces, type PlacedImage } from './placed-image.js';

/** A line on an image, in its coordinates, where another image cuts it. */
export interface ReferenceLine {
  /** The plane of the other image. */
  plane: PlacedImage['plane'];
  ends: readonly [Place, Place];
}

/** Planes that are less apart are parallel: 3°. */
const leastSine = Math.sin(Math.PI / 60);

/**
 * The line on an image at which another cuts it, as far as both reach; undefined where they don't, where they are
 * parallel, or where positions in both aren't comparable.
 */
export function referenceLine(on: PlacedImage, other: PlacedImage): ReferenceLine | undefined {
  if (!sharesPlaces(on, other)) {
    return undefined;
  }
  const depth = (place: Place) => depthOf(pointAt(place, on.grid), other.grid);
  // The depth below the other image grows evenly to the right and down: the line is where it is 0.
  const middle: Place = [on.columns / 2, on.rows / 2];
  const atMiddle = depth(middle);
  const right = depth([middle[0] + 1, middle[1]]) - atMiddle;
  const down = depth([middle[0], middle[1] + 1]) - atMiddle;
  const sine = Math.hypot(right / on.grid.columnSpacing, down / on.grid.rowSpacing);
  if (sine < leastSine) {
    return undefined;
  }
  const square = right ** 2 + down ** 2;
  const [x, y] = [middle[0] - (atMiddle * right) / square, middle[1] - (atMiddle * down) / square];
  const reach = (2 * (Math.abs(x) + Math.abs(y) + on.columns + on.rows)) / Math.sqrt(square);
  const ends = [
    [x - reach * down, y + reach * right],
    [x + reach * down, y - reach * right],
  ] as const;
  const here = clipped(ends, (place) => place, on);
  const both =
    here && clipped(here, (place) => placeOf(pointAt(place, on.grid), other.grid), other);
  return both && { plane: other.plane, ends: both };
}

type Ends = readonly [Place, Place];

/** The part of a line that, as a map shows it, lies inside an image (Liang and Barsky). */
function clipped(
  [start, end]: Ends,
  map: (place: Place) => Place,
  { columns, rows }: PlacedImage,
): Ends | undefined {
  const [a, b] = [map(start), map(end)];
  let [from, to] = [0, 1];
  for (const [axis, size] of [
    [0, columns],
    [1, rows],
  ] as const) {
    const way = b[axis] - a[axis];
    const parts = [-a[axis] / way, (size - a[axis]) / way].sort((one, two) => one - two);
    if (way !== 0) {
      from = Math.max(from, parts[0] ?? 0);
      to = Math.min(to, parts[1] ?? 1);
    } else if (a[axis] < 0 || a[axis] > size) {
      return undefined;
    }
  }
  const at = (part: number): Place => [
    start[0] + part * (end[0] - start[0]),
    start[1] + part * (end[1] - start[1]),
  ];
  return from < to ? [at(from), at(to)] : undefined;
}
