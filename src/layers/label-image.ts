/** Labels on an image: filled, with an outline. Pure functions on arrays. */

import type { LayerState } from '../view/layer-state.js';
import { packed, type Rgb } from './packed.js';

/** Which segments cover each pixel of an image. */
export interface LabelImage {
  columns: number;
  rows: number;
  /** For each pixel, row after row, an index into the table. */
  indices: Uint8Array | Uint16Array;
  /** For each index the segments that cover a pixel: the number of each, and how much of it, from 1 to 255. */
  table: readonly (readonly number[])[];
}

/** Pixels at the edges of segments: of each its place in the image, then the number of the segment. */
export type Edges = Uint32Array;

/** What a segment that covers this much of a pixel has inside its outline. */
const half = 128;

/** Reads what came from Python; undefined if it isn't of the size of the image. */
export function labelImage(
  pixels: ArrayBuffer,
  table: LabelImage['table'],
  columns: number,
  rows: number,
): LabelImage | undefined {
  const indices = table.length > 256 ? new Uint16Array(pixels) : new Uint8Array(pixels);
  return indices.length === columns * rows ? { columns, rows, indices, table } : undefined;
}

/** Labels as an image: each value, but 0, is the number of a segment that covers the pixel whole. */
export function imageOfLabels(
  labels: Uint8Array | Uint16Array,
  columns: number,
  rows: number,
): LabelImage {
  let most = 0;
  for (const label of labels) {
    most = Math.max(most, label);
  }
  const table = Array.from({ length: most + 1 }, (_, label) => (label ? [label, 255] : []));
  return { columns, rows, indices: labels, table };
}

/** The pixels that belong to a segment beside one that doesn't; the edge of the image is none of a segment. */
export function edgesOf({ columns, rows, indices, table }: LabelImage): Edges {
  const edges: number[] = [];
  const members = table.map(
    (covers) => new Set(covers.filter((_, at) => at % 2 === 0 && (covers[at + 1] ?? 0) >= half)),
  );
  const known = new Map<number, readonly number[]>();
  const ending = (index: number, beside: number): readonly number[] => {
    const key = index * table.length + beside;
    const found =
      known.get(key) ?? [...(members[index] ?? [])].filter((each) => !members[beside]?.has(each));
    known.set(key, found);
    return found;
  };
  const compare = (place: number, beside: number): void => {
    const index = indices[place] ?? 0;
    const other = indices[beside] ?? 0;
    if (index !== other) {
      for (const segment of ending(index, other)) {
        edges.push(place, segment);
      }
      for (const segment of ending(other, index)) {
        edges.push(beside, segment);
      }
    }
  };
  for (let row = 0, place = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, place += 1) {
      if (column + 1 < columns) {
        compare(place, place + 1);
      }
      if (row + 1 < rows) {
        compare(place, place + columns);
      }
    }
  }
  return Uint32Array.from(edges);
}

/** Paints labels into the pixels of an image. */
export function paintLabels(
  pixels: Uint32Array,
  { indices, table }: LabelImage,
  edges: Edges,
  { opacity, outline, segments = [] }: LayerState,
): void {
  const seen = segments.filter(({ visible }) => visible);
  const colors = new Map(seen.map(({ number, color }) => [number, rgbOf(color)]));
  const fills = Uint32Array.from(table, (covers) => blend(covers, colors, opacity));
  for (let place = 0; place < indices.length; place += 1) {
    pixels[place] = fills[indices[place] ?? 0] ?? 0;
  }
  if (outline) {
    for (let at = 0; at < edges.length; at += 2) {
      const color = colors.get(edges[at + 1] ?? 0);
      if (color) {
        pixels[edges[at] ?? 0] = packed(color, 1);
      }
    }
  }
}

/** The segments that cover a pixel. */
export function segmentsAt({ columns, rows, indices, table }: LabelImage, x: number, y: number) {
  const isInside = x >= 0 && y >= 0 && x < columns && y < rows;
  const covers = isInside ? (table[indices[y * columns + x] ?? 0] ?? []) : [];
  return covers.filter((_, at) => at % 2 === 0);
}

/** The colour of segments on each other, those of greater numbers above; transparent where none is seen. */
function blend(
  covers: readonly number[],
  colors: ReadonlyMap<number, Rgb>,
  opacity: number,
): number {
  let sum: Rgb = [0, 0, 0];
  let alpha = 0;
  for (let at = 0; at < covers.length; at += 2) {
    const color = colors.get(covers[at] ?? 0);
    if (color) {
      const part = (opacity * (covers[at + 1] ?? 0)) / 255;
      sum = [mix(sum[0], color[0], part), mix(sum[1], color[1], part), mix(sum[2], color[2], part)];
      alpha = mix(alpha, 1, part);
    }
  }
  return alpha > 0 ? packed([sum[0] / alpha, sum[1] / alpha, sum[2] / alpha], alpha) : 0;
}

function mix(below: number, above: number, part: number): number {
  return below + (above - below) * part;
}

function rgbOf(color: string): Rgb {
  const value = parseInt(color.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
