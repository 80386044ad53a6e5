/** Where the image of a viewer lies in the patient, and the frames or planes before and behind it: pure geometry. */

import { depthOf, gridPlaceOf, type GridPlace } from '../annotations/projection.js';
import type { DicomGeometry, DicomMetadata } from '../metadata.js';
import type { Picture, PictureImage, Vector } from '../protocol/messages.js';
import { axesOf, dot, plus } from '../view/vector.js';

/** An image in the patient. */
export interface PlacedImage {
  /** *Frame of Reference UID*: positions of different ones have nothing to do with each other. */
  frameOfReference: string;
  /** The plane that it is or is near to. */
  plane: DicomGeometry['plane'];
  grid: GridPlace;
  columns: number;
  rows: number;
  /** The unit vector at right angles to it, along which `heights` are measured. */
  normal: Vector;
  /** How far each frame lies along the normal from the origin of the patient's coordinates, in mm. */
  heights: readonly FrameHeight[];
}

interface FrameHeight {
  frame: number;
  height: number;
}

/** Directions that are less apart are taken for parallel where viewers step together: 30°. */
const leastCosine = Math.cos(Math.PI / 6);

/** The cosine of what rounded directions may differ by. */
const sameWay = 1 - 1e-6;

const known = new WeakMap<PictureImage, PlacedImage | null>();

/** Where an image of a picture lies; undefined where the file doesn't say. */
export function placedImage(picture: Picture, image: PictureImage): PlacedImage | undefined {
  let placed = known.get(image);
  if (placed === undefined) {
    placed = place(picture, image) ?? null;
    known.set(image, placed);
  }
  return placed ?? undefined;
}

/** Whether positions in two images mean the same places. */
export function sharesPlaces(
  a: PlacedImage | undefined,
  b: PlacedImage | undefined,
): b is PlacedImage {
  return a !== undefined && a.frameOfReference === b?.frameOfReference;
}

/** Whether two images are seen from about the same direction, or from the opposite one. */
export function areParallel(a: PlacedImage, b: PlacedImage): boolean {
  return Math.abs(dot(a.normal, b.normal)) >= leastCosine;
}

/** Whether an image lies in the plane of another, within half the distance of its planes. */
export function liesIn(image: PlacedImage, other: PlacedImage): boolean {
  const isSameWay = Math.abs(dot(image.normal, other.normal)) > sameWay;
  return isSameWay && Math.abs(depthOf(image.grid.origin, other.grid)) <= other.grid.step / 2;
}

/** The frame of a viewer that is nearest to a point of the patient. */
export function frameAt({ normal, heights }: PlacedImage, point: Vector): number | undefined {
  const height = dot(point, normal);
  const distance = (each: FrameHeight) => Math.abs(each.height - height);
  const [first, ...others] = heights;
  return first && others.reduce((a, b) => (distance(b) < distance(a) ? b : a), first).frame;
}

/** How far a frame lies along the normal, in mm; undefined if it isn't one of those that lie one behind the other. */
export function heightOf({ heights }: PlacedImage, frame: number): number | undefined {
  return heights.find((each) => each.frame === frame)?.height;
}

/** A point moved along a direction until it is at a height. */
export function movedTo(point: Vector, normal: Vector, height: number): Vector {
  return plus(point, normal, height - dot(point, normal));
}

function place(picture: Picture, image: PictureImage): PlacedImage | undefined {
  const metadata = picture.metadata.all;
  const [frameOfReference] = metadata['00200052']?.Value ?? [];
  const { geometry } = metadata;
  if (typeof frameOfReference !== 'string' || !geometry) {
    return undefined;
  }
  const { columns, rows, plane, grid } = image;
  const common = { frameOfReference, columns, rows };
  const planeGrid = gridPlaceOf(image);
  if (grid && planeGrid) {
    const { forward, step, offsets } = grid;
    const offset = (frame: number) => offsets?.[frame] ?? frame * step;
    const first = dot(grid.origin, forward) - offset(image.frame);
    const heights = Array.from({ length: image.frameCount }, (_, frame) => {
      return { frame, height: first + offset(frame) };
    });
    return { ...common, plane: plane ?? 'oblique', grid: planeGrid, normal: forward, heights };
  }
  return { ...common, ...placedSlice(metadata, geometry, image.frame) };
}

/** A stored frame, which is a slice of a stack, or alone. */
function placedSlice(metadata: DicomMetadata, geometry: DicomGeometry, shown: number) {
  const { orientation, position, spacing, slices, offsets, frames, plane } = geometry;
  const [right, down, normal] = axesOf(orientation);
  const [columnSpacing, rowSpacing, step] = spacing;
  const first = dot(position, normal);
  const heights = Array.from({ length: slices }, (_, slice) => ({
    frame: frames ? (frames[slice] ?? -1) : slice,
    height: first + (offsets?.[slice] ?? slice * (step ?? 0)),
  }));
  const height = heights.find(({ frame }) => frame === shown)?.height ?? first;
  // Of a tilted gantry only the instance's own position says where it is in its plane.
  const own = metadata.summary.frameCount === 1 ? metadata['00200032']?.Value?.map(Number) : [];
  const origin = own?.length === 3 ? (own as Vector) : movedTo(position, normal, height);
  const grid = { origin, right, down, columnSpacing, rowSpacing, step: step ?? 0 };
  return { plane, grid, normal, heights };
}
