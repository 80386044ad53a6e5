/** The lines of marks in a pane, as data of SVG paths. */

import type { AnnotationType } from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';
import { boundsOf } from '../annotations/shape.js';

/** Half the length of the strokes at the ends of a length, of an arrow's head, and of a cross, in CSS pixels. */
const stroke = 6;

/** The path of a mark whose points lie at places of its pane; one that isn't finished has fewer. */
export function pathOf(type: AnnotationType, places: readonly Place[]): string {
  const [first, second, third, fourth] = places;
  if (!first) {
    return '';
  }
  switch (type) {
    case 'length':
      return second ? `${lines([first, second])}${tick(first, second)}${tick(second, first)}` : '';
    case 'angle':
      return lines(places);
    case 'cobb':
      return [
        second ? lines([first, second]) : '',
        third && fourth ? lines([third, fourth]) : '',
      ].join('');
    case 'rectangle':
      return second ? rectangle(places) : '';
    case 'ellipse':
      return second ? ellipse(places) : '';
    case 'polygon':
      return `${lines(places)}${places.length > 2 ? 'Z' : ''}`;
    case 'arrow':
      return second ? `${lines([second, first])}${head(first, second)}` : '';
    case 'probe':
    case 'point':
    case 'text':
      return cross(first);
  }
}

function lines(places: readonly Place[]): string {
  return places.map((place, index) => `${index === 0 ? 'M' : 'L'}${at(place)}`).join('');
}

function rectangle(places: readonly Place[]): string {
  const { left, right, top, bottom } = boundsOf(places);
  return `${lines([
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ])}Z`;
}

function ellipse(places: readonly Place[]): string {
  const { left, right, top, bottom } = boundsOf(places);
  const radii = `${rounded((right - left) / 2)} ${rounded((bottom - top) / 2)}`;
  const middle = (top + bottom) / 2;
  const half = (to: number) => `A${radii} 0 0 1 ${at([to, middle])}`;
  return `M${at([left, middle])}${half(right)}${half(left)}Z`;
}

/** A stroke across the end of a line. */
function tick(end: Place, other: Place): string {
  const [x, y] = unit(end, other);
  return lines([
    [end[0] - stroke * y, end[1] + stroke * x],
    [end[0] + stroke * y, end[1] - stroke * x],
  ]);
}

/** The head of an arrow at its tip. */
function head(tip: Place, tail: Place): string {
  const [x, y] = unit(tip, tail);
  const barb = (side: number): Place => [
    tip[0] + 2 * stroke * x - side * stroke * y,
    tip[1] + 2 * stroke * y + side * stroke * x,
  ];
  return lines([barb(1), tip, barb(-1)]);
}

/** A cross that leaves its middle open. */
function cross([x, y]: Place): string {
  const arms = [[1, 0], [-1, 0], [0, 1], [0, -1]] as const; // prettier-ignore
  return arms
    .map(([right, down]) =>
      lines([
        [x + (right * stroke) / 3, y + (down * stroke) / 3],
        [x + right * 1.5 * stroke, y + down * 1.5 * stroke],
      ]),
    )
    .join('');
}

/** The unit vector from one place towards another. */
function unit([x0, y0]: Place, [x1, y1]: Place): Place {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  return [(x1 - x0) / length, (y1 - y0) / length];
}

function at([x, y]: Place): string {
  return `${rounded(x)} ${rounded(y)}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
