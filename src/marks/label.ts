/** The words and numbers at a mark, and where they stand. */

import type { Annotation, Measurement } from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';
import { boundsOf, type Bounds } from '../annotations/shape.js';

/** A label in a pane, in CSS pixels. */
export interface Label extends Bounds {
  lines: readonly string[];
  /** From the mark to the label. */
  leader: readonly [from: Place, to: Place];
}

/** About how wide a character is, and how high a line, in CSS pixels. */
const character = 8;
export const lineHeight = 17;

/** How far a label stands from its mark. */
const gap = 18;

/** The lines of a label: the text of a mark, and what was measured of it. */
export function linesOf({ text, measurement }: Annotation, language: string): string[] {
  const lines = measurement ? measuredLines(measurement, language) : [];
  return text ? [text, ...lines] : lines;
}

function measuredLines(measurement: Measurement, language: string): string[] {
  const { length, angle, mean, standardDeviation, minimum, maximum, count, unit, area } =
    measurement;
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
  const written = (value: number, of = '') => `${format.format(value)}${of && ` ${of}`}`;
  const lines = length ? [written(length.value, length.unit)] : [];
  if (angle) {
    lines.push(`${format.format(angle.value)}${angle.unit}`);
  }
  if (mean !== undefined && count === 1 && !area) {
    lines.push(written(mean, unit));
  } else if (mean !== undefined && standardDeviation !== undefined) {
    lines.push(`${written(mean)} ± ${written(standardDeviation, unit)}`);
    lines.push(`${written(minimum ?? mean)} … ${written(maximum ?? mean)}`);
  }
  if (area) {
    lines.push(written(area.value, area.unit));
  }
  return lines;
}

/** Places a label beside the outline of its mark, within the pane, where it covers least of it and of others. */
export function placedLabel(
  lines: readonly string[],
  outline: readonly Place[],
  pane: { width: number; height: number },
  others: readonly Bounds[],
): Label {
  const mark = boundsOf(outline);
  const width = Math.max(...lines.map((line) => line.length)) * character;
  const height = lines.length * lineHeight;
  const middle = [(mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2] as const;
  const corners: Place[] = [
    [mark.right + gap, middle[1] - height / 2],
    [mark.left - gap - width, middle[1] - height / 2],
    [middle[0] - width / 2, mark.bottom + gap],
    [middle[0] - width / 2, mark.top - gap - height],
    [mark.right + gap, mark.bottom + gap],
    [mark.left - gap - width, mark.top - gap - height],
  ];
  const candidates = corners.map(([x, y]) => {
    const left = clamped(x, pane.width - width);
    const top = clamped(y, pane.height - height);
    return { left, top, right: left + width, bottom: top + height };
  });
  const covered = (place: Bounds) =>
    2 * overlap(place, mark) + others.reduce((sum, each) => sum + overlap(place, each), 0);
  const [best = { left: 0, top: 0, right: 0, bottom: 0 }] = [...candidates].sort(
    (a, b) => covered(a) - covered(b),
  );
  return { ...best, lines, leader: leaderOf(best, outline) };
}

/** The shortest line from the corners or edges of an outline to a label. */
function leaderOf(label: Bounds, outline: readonly Place[]): [Place, Place] {
  const ends = outline.map((place, index) => [place, outline[index + 1] ?? place] as const);
  const middle: Place = [(label.left + label.right) / 2, (label.top + label.bottom) / 2];
  const lines = ends.map(([a, b]): [Place, Place] => {
    const from = nearestOn(a, b, middle);
    const to: Place = [
      Math.min(Math.max(from[0], label.left), label.right),
      Math.min(Math.max(from[1], label.top), label.bottom),
    ];
    return [from, to];
  });
  const lengthOf = ([[x0, y0], [x1, y1]]: [Place, Place]) => Math.hypot(x1 - x0, y1 - y0);
  const none: [Place, Place] = [middle, middle];
  return lines.reduce(
    (best, each) => (lengthOf(each) < lengthOf(best) ? each : best),
    lines[0] ?? none,
  );
}

/** The point of a line that is nearest to a place. */
function nearestOn(a: Place, b: Place, [x, y]: Place): Place {
  const [right, down] = [b[0] - a[0], b[1] - a[1]];
  const square = right ** 2 + down ** 2;
  const part = square === 0 ? 0 : ((x - a[0]) * right + (y - a[1]) * down) / square;
  const share = Math.min(Math.max(part, 0), 1);
  return [a[0] + share * right, a[1] + share * down];
}

function overlap(a: Bounds, b: Bounds): number {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(across, 0) * Math.max(down, 0);
}

function clamped(value: number, greatest: number): number {
  return Math.min(Math.max(value, 0), Math.max(greatest, 0));
}
