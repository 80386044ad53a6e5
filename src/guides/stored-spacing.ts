/** How far pixels of a stored frame are apart, as far as its file says so; pure functions. */

import type { DicomDataset } from '../metadata.js';

/** The distances of columns and of rows in mm. */
export type Spacing = readonly [columns: number, rows: number];

/** *Physical Units X Direction* and *Y Direction* of what is measured in cm (PS3.3 C.8.5.5.1.15). */
const centimetres = 3;

/**
 * The distances by *Pixel Spacing*, which has that of rows first; of an ultrasound image with regions, those of its
 * greatest region in cm, since nothing else holds there (PS3.3 C.8.5.5).
 */
export function storedSpacing(metadata: DicomDataset): Spacing | undefined {
  const regions = (metadata['00186011']?.Value ?? []) as DicomDataset[];
  if (regions.length > 0) {
    const [greatest] = regions.filter(isInCentimetres).sort((a, b) => areaOf(b) - areaOf(a));
    return greatest && [10 * deltaOf(greatest, '0018602C'), 10 * deltaOf(greatest, '0018602E')];
  }
  const [rows = 0, columns = 0] = (metadata['00280030']?.Value ?? []).map(Number);
  return [columns, rows];
}

function isInCentimetres(region: DicomDataset): boolean {
  return ['00186024', '00186026'].every((tag) => numberOf(region, tag) === centimetres);
}

function areaOf(region: DicomDataset): number {
  const side = (first: string, last: string) =>
    numberOf(region, last) - numberOf(region, first) + 1;
  return side('00186018', '0018601C') * side('0018601A', '0018601E');
}

function deltaOf(region: DicomDataset, tag: string): number {
  return Math.abs(numberOf(region, tag));
}

function numberOf(region: DicomDataset, tag: string): number {
  return Number(region[tag]?.Value?.[0] ?? 0);
}
