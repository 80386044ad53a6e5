/** Values on an image: a colour wash by a window and a colour map, and lines of equal value. Pure functions on arrays. */

import type { LayerState } from '../view/layer-state.js';
import { withAlpha } from './packed.js';

/** The values on an image. */
export interface ValueImage {
  columns: number;
  rows: number;
  /** Row after row; NaN where there is none. */
  values: Float32Array;
}

/** From where to where values are coloured. */
export type ValueWindow = readonly [low: number, high: number];

/** Reads what came from Python; undefined if it isn't of the size of the image. */
export function valueImage(
  pixels: ArrayBuffer,
  columns: number,
  rows: number,
): ValueImage | undefined {
  const values = new Float32Array(pixels);
  return values.length === columns * rows ? { columns, rows, values } : undefined;
}

/** The window of a layer: its own, or where it has none the one that came with the values. */
export function windowOf(
  { windowCenter, windowWidth }: LayerState,
  [low, high]: ValueWindow,
): ValueWindow {
  const center = windowCenter ?? (low + high) / 2;
  const width = Math.max(windowWidth ?? high - low, Number.EPSILON);
  return [center - width / 2, center + width / 2];
}

/**
 * Paints values into the pixels of an image.
 *
 * @param pixels those of the image
 * @param image its values
 * @param window what `windowOf` returned
 * @param colors 256 opaque colours
 * @param state of the layer: its opacity is that of each pixel
 * @param most the greatest value that there is
 */
export function paintValues(
  pixels: Uint32Array,
  image: ValueImage,
  [low, high]: ValueWindow,
  colors: Uint32Array,
  state: LayerState,
  most: number,
): void {
  const { opacity, threshold = 0, isodoses = [] } = state;
  const reference = state.reference ?? most;
  const least = threshold > 0 ? (threshold / 100) * reference : -Infinity;
  const wash = colors.map((color) => withAlpha(color, opacity));
  const scale = 255 / (high - low);
  const { values } = image;
  for (let place = 0; place < values.length; place += 1) {
    const value = values[place] ?? NaN;
    const level = Math.min(Math.max(Math.round((value - low) * scale), 0), 255);
    pixels[place] = value >= least ? (wash[level] ?? 0) : 0; // what isn't a number isn't greater
  }
  paintIsodoses(
    pixels,
    image,
    [...isodoses].sort((a, b) => a - b),
    reference,
    colors,
  );
}

/** Paints the pixels that reach a level beside one that doesn't. */
function paintIsodoses(
  pixels: Uint32Array,
  { columns, rows, values }: ValueImage,
  percents: readonly number[],
  reference: number,
  colors: Uint32Array,
): void {
  const levels = percents.map((percent) => (percent / 100) * reference);
  const lines = percents.map(
    (percent) => colors[Math.round(Math.min(percent / 100, 1) * 255)] ?? 0,
  );
  const reached = new Uint8Array(values.length);
  for (const level of levels) {
    for (let place = 0; place < values.length; place += 1) {
      if ((values[place] ?? NaN) >= level) {
        reached[place] = (reached[place] ?? 0) + 1;
      }
    }
  }
  const isLower = (place: number, count: number) => (reached[place] ?? 0) < count;
  for (let place = 0; place < values.length; place += 1) {
    const count = reached[place] ?? 0;
    const column = place % columns;
    const isLine =
      count > 0 &&
      ((column > 0 && isLower(place - 1, count)) ||
        (column + 1 < columns && isLower(place + 1, count)) ||
        (place >= columns && isLower(place - columns, count)) ||
        (place + columns < rows * columns && isLower(place + columns, count)));
    if (isLine) {
      pixels[place] = lines[count - 1] ?? 0;
    }
  }
}

/** The value of a pixel; undefined where there is none. */
export function valueAt({ columns, rows, values }: ValueImage, x: number, y: number) {
  const isInside = x >= 0 && y >= 0 && x < columns && y < rows;
  const value = isInside ? values[y * columns + x] : undefined;
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
