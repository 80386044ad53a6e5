/** The crosshair of three planes: pure geometry in the patient's coordinates. */

import type { DicomGeometry } from '../metadata.js';
import type {
  Crosshair,
  PictureImage,
  PlaneGrid,
  Vector,
  ViewState,
} from '../protocol/messages.js';
import { axesOf, dot, minus, plus } from './vector.js';
import { clampIndex } from './view.js';

/** A plane of three, on its canvas. */
export interface CrosshairImage extends PictureImage {
  grid: NonNullable<PictureImage['grid']>;
  crosshair: NonNullable<PictureImage['crosshair']>;
}

/** Whether an image is one of three planes. */
export function hasCrosshair(image: PictureImage | undefined): image is CrosshairImage {
  return Boolean(image?.grid && image.crosshair);
}

/** The three planes among the images on the canvases; none where there is one image. */
export function planesOf(images: readonly PictureImage[] = []): CrosshairImage[] {
  return images.filter(hasCrosshair);
}

/** The crosshair after it was moved in a plane by some pixels; it stays inside the plane. */
export function moved(image: CrosshairImage, right: number, down: number): Crosshair {
  return atPixel(image, image.crosshair.x + right, image.crosshair.y + down);
}

/** The crosshair after it was put to a pixel of a plane, or to the nearest one inside. */
export function atPixel(image: CrosshairImage, x: number, y: number): Crosshair {
  const { grid, crosshair, columns, rows } = image;
  const { center, axes } = crosshair;
  const right = clamp(x, columns - 1) - crosshair.x;
  const down = clamp(y, rows - 1) - crosshair.y;
  const across = plus(center, grid.right, right * grid.spacing);
  return { center: plus(across, grid.down, down * grid.spacing), axes };
}

/** A crosshair after it was moved through some planes, of those that one on its canvas belongs to. */
export function movedBy(
  { center, axes }: Crosshair,
  { grid, frame }: CrosshairImage,
  planes: number,
): Crosshair {
  const { forward, step, offsets } = grid;
  if (!offsets) {
    return { center: plus(center, forward, planes * step), axes };
  }
  const at = heightOf(center, grid, offsets[frame] ?? 0);
  const target = offsets[clampIndex(nearest(offsets, at) + planes, offsets.length)] ?? at;
  return { center: plus(center, forward, target - at), axes };
}

/** The plane of a stack that is nearest to a point of the patient; `grid` is that of the plane `frame`. */
export function frameAt(grid: PlaneGrid, frame: number, frameCount: number, point: Vector): number {
  const { step, offsets } = grid;
  const heights = offsets ?? Array.from({ length: frameCount }, (_, index) => index * step);
  return nearest(heights, heightOf(point, grid, heights[frame] ?? 0));
}

/** How far a point is from the first plane of a stack; the grid is that of a plane of this height. */
function heightOf(point: Vector, { origin, forward }: PlaneGrid, height: number): number {
  return height + dot(minus(point, origin), forward);
}

function nearest(heights: readonly number[], height: number): number {
  const distances = heights.map((each) => Math.abs(each - height));
  return distances.indexOf(Math.min(...distances));
}

/** The crosshair after its lines were turned in a plane, by an angle in radians, clockwise. */
export function turned({ grid, crosshair }: CrosshairImage, angle: number): Crosshair {
  const [x, y, z] = crosshair.axes;
  const turn = (axis: Vector) => turnedInPlane(axis, grid, angle);
  return { center: crosshair.center, axes: [turn(x), turn(y), turn(z)] };
}

/** How wide and how high the widest and the highest of three planes are that aren't turned, in mm. */
export function planesExtent(geometry: DicomGeometry): { width: number; height: number } {
  const [x, y, z] = ([0, 1, 2] as const).map((axis) => {
    const { extent, step } = alongAxis(geometry, axis);
    return extent + step;
  }) as Vector;
  return { width: Math.max(x, y), height: Math.max(y, z) };
}

/** How far a volume reaches along an axis of the patient, between centres of voxels, and their size there, in mm. */
function alongAxis(
  { rows, columns, slices, spacing, orientation }: DicomGeometry,
  axis: 0 | 1 | 2,
): { extent: number; step: number } {
  const shares = axesOf(orientation).map((each) => Math.abs(each[axis]));
  const counts = [columns, rows, slices];
  const steps = spacing.map((step) => step ?? 1);
  const extent = shares.reduce(
    (sum, share, i) => sum + share * (steps[i] ?? 1) * ((counts[i] ?? 1) - 1),
    0,
  );
  const across = shares.indexOf(Math.max(...shares));
  return { extent, step: steps[across] ?? 1 };
}

/**
 * The frame in which a plane alone begins: where the crosshair is, else undefined for the middle of the volume. Frames
 * as stored begin with the first.
 */
export function firstFrameOf(
  plane: ViewState['plane'],
  planes: readonly CrosshairImage[],
): number | undefined {
  return plane === null ? 0 : planes.find((each) => each.plane === plane)?.frame;
}

function clamp(value: number, end: number): number {
  return Math.min(Math.max(value, 0), end);
}

function turnedInPlane(axis: Vector, { right, down }: PlaneGrid, angle: number): Vector {
  const x = dot(axis, right);
  const y = dot(axis, down);
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  const inPlane = plus(axis, right, cosine * x - sine * y - x);
  return plus(inPlane, down, sine * x + cosine * y - y);
}
