/** Where an image lies in its pane: turned, mirrored, zoomed and panned. Pure geometry. */

import type { EdgeLetters, PictureImage } from '../protocol/messages.js';
import { finiteOrNull } from './view.js';

/**
 * A point of an image in pixels, as *Graphic Annotation Units* PIXEL has it (PS3.3 C.10.5): `[0, 0]` is the
 * top left corner of the top left pixel.
 */
export type ImagePoint = readonly [x: number, y: number];

/** The element's properties that say how an image lies in its pane, which a page may set to anything. */
export interface PlacementProperties {
  /** 1 where the image fits its pane. */
  zoom: number;
  /** Clockwise, in degrees; a multiple of 90. */
  rotation: number;
  /** Whether the image is mirrored left to right, after it is turned. */
  flip: boolean;
  /** The point in the middle of the pane; undefined for the image's own. */
  center: ImagePoint | undefined;
}

/** The placement of an image that nobody has changed. */
export const initialPlacement = {
  zoom: 1,
  rotation: 0,
  flip: false,
  center: undefined,
} as const satisfies PlacementProperties;

/** The least and the greatest zoom. */
const zoomBounds = [0.1, 64] as const;

/** By how much a key, or one notch of the wheel, enlarges an image. */
export const zoomStep = 1.25;

/** How an image lies in its pane. */
export interface PlacementState {
  zoom: number;
  rotation: 0 | 90 | 180 | 270;
  flip: boolean;
  center: ImagePoint;
}

/** The size of a pane and of its image, in CSS pixels. */
export interface PaneSize {
  width: number;
  height: number;
  /** The image as it fits the pane, before it is turned and zoomed. */
  image: { width: number; height: number };
}

/** The coefficients of an affine map, as in SVG's `matrix(a b c d e f)`. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Reads `zoom`: 1 for what is no number above 0. */
export function zoomOf(value: unknown): number {
  const zoom = finiteOrNull(value) ?? 1;
  return zoom > 0 ? Math.min(Math.max(zoom, zoomBounds[0]), zoomBounds[1]) : 1;
}

/** Reads `rotation`: the nearest quarter turn. */
export function rotationOf(value: unknown): 0 | 90 | 180 | 270 {
  const quarters = Math.round((finiteOrNull(value) ?? 0) / 90);
  return ((((quarters % 4) + 4) % 4) * 90) as 0 | 90 | 180 | 270;
}

/** The placement that the properties ask for. `center` is kept inside the image. */
export function placementOf(properties: PlacementProperties, image: PictureImage): PlacementState {
  const { columns, rows, crosshair } = image;
  const zoom = zoomOf(properties.zoom);
  const rotation = rotationOf(properties.rotation);
  const middle = [columns / 2, rows / 2] as const;
  if (crosshair) {
    // Three planes grow around the crosshair, which stays where it is.
    const towards = (of: number, to: number) => of + (to - of) * (1 - 1 / zoom);
    const center = [towards(middle[0], crosshair.x + 0.5), towards(middle[1], crosshair.y + 0.5)];
    return { zoom, rotation, flip: properties.flip, center: clamped(center, image) };
  }
  const center = clamped(properties.center ?? middle, image);
  return { zoom, rotation, flip: properties.flip, center };
}

/** The letters at the edges of an image that is turned and mirrored. */
export function placedEdges(
  { left, top, right, bottom }: EdgeLetters,
  { rotation, flip }: PlacementState,
): EdgeLetters {
  const sides = [left, top, right, bottom]; // clockwise
  const side = (index: number) => sides[(index + 4 - rotation / 90) % 4] ?? '';
  const turned = { left: side(0), top: side(1), right: side(2), bottom: side(3) };
  return flip ? { ...turned, left: turned.right, right: turned.left } : turned;
}

/** The map from an image's coordinates to CSS pixels of its pane, from the pane's top left corner. */
export function matrixOf(placement: PlacementState, image: PictureImage, size: PaneSize): Matrix {
  const { zoom, rotation, flip, center } = placement;
  const across = (size.image.width / image.columns) * zoom;
  const down = (size.image.height / image.rows) * zoom;
  const [cosine, sine] = quarters[rotation];
  const mirror = flip ? -1 : 1;
  const [a, b, c, d] = [
    mirror * cosine * across,
    sine * across,
    -mirror * sine * down,
    cosine * down,
  ];
  const e = size.width / 2 - a * center[0] - c * center[1];
  const f = size.height / 2 - b * center[0] - d * center[1];
  return [a, b, c, d, e, f];
}

/** The cosine and the sine of each quarter turn. */
const quarters = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] } as const;

/** Where a point of an image lies in its pane, in CSS pixels. */
export function toPane([a, b, c, d, e, f]: Matrix, [x, y]: ImagePoint): ImagePoint {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Which point of an image lies at a place of its pane, given in CSS pixels. */
export function toImage([a, b, c, d, e, f]: Matrix, [right, down]: ImagePoint): ImagePoint {
  const determinant = a * d - b * c;
  const x = right - e;
  const y = down - f;
  return [(d * x - c * y) / determinant, (a * y - b * x) / determinant];
}

/** The center that puts a point of an image at a place of its pane, and not another. */
export function centerWith(
  placement: PlacementState,
  image: PictureImage,
  size: PaneSize,
  point: ImagePoint,
  place: ImagePoint,
): ImagePoint {
  const [x, y] = toImage(matrixOf(placement, image, size), place);
  const { center } = placement;
  return clamped([center[0] + point[0] - x, center[1] + point[1] - y], image);
}

/** The zoom, and the center with which the point of the image at a place of its pane stays there. */
export function zoomedAt(
  placement: PlacementState,
  image: PictureImage,
  size: PaneSize,
  zoom: number,
  place: ImagePoint,
): { zoom: number; center?: ImagePoint } {
  const zoomed = { ...placement, zoom: zoomOf(zoom) };
  if (image.crosshair) {
    return { zoom: zoomed.zoom };
  }
  const point = toImage(matrixOf(placement, image, size), place);
  return { zoom: zoomed.zoom, center: centerWith(zoomed, image, size, point, place) };
}

/** The zoom at which a pixel of the image is one of the screen. */
export function zoomOneToOne(image: PictureImage, size: PaneSize, pixelRatio: number): number {
  return zoomOf(image.rows / pixelRatio / size.image.height);
}

function clamped(point: readonly number[], { columns, rows }: PictureImage): ImagePoint {
  const clamp = (value: unknown, end: number) =>
    Math.min(Math.max(finiteOrNull(value) ?? end / 2, 0), end);
  return [clamp(point[0], columns), clamp(point[1], rows)];
}
