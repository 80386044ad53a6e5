/** What linked viewers have in common, and how one follows another: pure functions of what they show. */

import { placeOf, pointAt } from '../annotations/projection.js';
import type { DicomChangeDetail } from '../events.js';
import type { Crosshair, Picture, Vector, ViewState } from '../protocol/messages.js';
import { movedBy, planesOf, type CrosshairImage } from '../view/crosshair.js';
import { zoomOf, type ImagePoint } from '../view/placement.js';
import { clampIndex } from '../view/view.js';
import {
  areParallel,
  frameAt,
  heightOf,
  movedTo,
  placedImage,
  sharesPlaces,
  type PlacedImage,
} from './placed-image.js';

/** What a viewer shows, as far as links concern it. */
export interface LinkState {
  zoom: number;
  /** Undefined for the image's own middle. */
  center: ImagePoint | undefined;
  /** The frame that is asked for; of three planes it says nothing. */
  frame: number;
  frameCount: number;
  /** Where the three planes cross; undefined where there is one image. */
  crosshair: Crosshair | undefined;
  /** The three planes; none where there is one image. */
  planes: readonly CrosshairImage[];
  plane: ViewState['plane'];
  size: { columns: number; rows: number };
  /** The image on the canvas, or the first of three; undefined where the file doesn't say where it lies. */
  placed: PlacedImage | undefined;
}

/** What of a viewer has changed. */
export type LinkPart = 'zoom' | 'center' | 'frame' | 'crosshair';

export const linkParts: readonly LinkPart[] = ['zoom', 'center', 'frame', 'crosshair'];

/** The state of a viewer that shows a picture; undefined while another plane or series is on its way. */
export function linkStateOf(
  { zoom, center }: { zoom: number; center: ImagePoint | undefined },
  { view, frameCount }: { view: ViewState; frameCount: number },
  { picture, painted }: { picture: Picture; painted: ViewState },
): LinkState | undefined {
  const planes = planesOf(picture.images);
  const [first] = planes;
  if (view.frame === null || painted.plane !== view.plane || picture.series !== view.series) {
    return undefined;
  }
  const [image] = picture.images;
  return {
    zoom: zoomOf(zoom),
    center: first ? undefined : center,
    frame: first ? 0 : view.frame,
    frameCount,
    crosshair: first && { center: first.crosshair.center, axes: first.crosshair.axes },
    planes,
    plane: view.plane,
    size: image,
    placed: placedImage(picture, image),
  };
}

/** Which parts differ between two states of a viewer. */
export function changedParts(before: LinkState, after: LinkState): LinkPart[] {
  return linkParts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}

/** What a viewer changes to follow the parts of another that have changed. */
export function following(
  own: LinkState,
  other: LinkState,
  parts: readonly LinkPart[],
): DicomChangeDetail {
  const change: DicomChangeDetail = {};
  if (parts.includes('zoom') && other.zoom !== own.zoom) {
    change.zoom = other.zoom;
  }
  if (parts.includes('center')) {
    Object.assign(change, followingCenter(own, other));
  }
  if (parts.includes('frame') || parts.includes('crosshair')) {
    Object.assign(
      change,
      own.crosshair ? followingCrosshair(own, other) : followingFrame(own, other),
    );
  }
  return change;
}

/** Pans to the same place of the patient, else to the same part of the image. */
function followingCenter(own: LinkState, other: LinkState): DicomChangeDetail {
  if (own.crosshair || other.crosshair) {
    return {}; // three planes lie around their crosshair
  }
  const { center } = other;
  if (!center) {
    return own.center ? { center: undefined } : {};
  }
  const { columns, rows } = own.size;
  if (!sharesPlaces(other.placed, own.placed)) {
    const [x, y] = center;
    return { center: [(x / other.size.columns) * columns, (y / other.size.rows) * rows] };
  }
  if (!other.placed || !areParallel(own.placed, other.placed)) {
    return {};
  }
  const [x, y] = placeOf(pointAt(center, other.placed.grid), own.placed.grid);
  return { center: [Math.min(Math.max(x, 0), columns), Math.min(Math.max(y, 0), rows)] };
}

/** Steps to the frame at the same place of the patient, else to that of the same index. */
function followingFrame(own: LinkState, other: LinkState): DicomChangeDetail {
  const frame = sharesPlaces(other.placed, own.placed)
    ? frameAtPlaceOf(own.placed, other)
    : frameOf(other, own.plane);
  const target = frame === undefined ? own.frame : clampIndex(frame, own.frameCount);
  return target === own.frame ? {} : { frame: target };
}

function frameAtPlaceOf(placed: PlacedImage, other: LinkState): number | undefined {
  const point = other.crosshair ? other.crosshair.center : pointOf(other);
  const isComparable = other.crosshair ?? (other.placed && areParallel(placed, other.placed));
  return point && isComparable ? frameAt(placed, point) : undefined;
}

/** The index of a viewer's frame, or of its plane of a kind. */
function frameOf(other: LinkState, plane: ViewState['plane']): number | undefined {
  return other.crosshair ? other.planes.find((each) => each.plane === plane)?.frame : other.frame;
}

/** Puts the crosshair to that of another viewer, or into the frame that it shows. */
function followingCrosshair(own: LinkState, other: LinkState): DicomChangeDetail {
  const { crosshair } = own;
  if (!crosshair) {
    return {};
  }
  const followed = sharesPlaces(other.placed, own.placed)
    ? crosshairAtPlaceOf(crosshair, other)
    : crosshairAtIndexOf(crosshair, own, other);
  return JSON.stringify(followed) === JSON.stringify(crosshair) ? {} : { crosshair: followed };
}

function crosshairAtPlaceOf({ center, axes }: Crosshair, other: LinkState): Crosshair {
  if (other.crosshair) {
    return { center: other.crosshair.center, axes: other.crosshair.axes };
  }
  const { placed, frame } = other;
  const height = placed && heightOf(placed, frame);
  return placed && height !== undefined
    ? { center: movedTo(center, placed.normal, height), axes }
    : { center, axes };
}

function crosshairAtIndexOf(crosshair: Crosshair, own: LinkState, other: LinkState): Crosshair {
  return own.planes.reduce((moved, plane) => {
    const isSame = other.crosshair !== undefined || other.plane === plane.plane;
    const frame = isSame ? frameOf(other, plane.plane) : undefined;
    return frame === undefined
      ? moved
      : movedBy(moved, plane, clampIndex(frame, plane.frameCount) - plane.frame);
  }, crosshair);
}

/** The point of the patient in the middle of what a viewer shows, in the frame that is asked for. */
function pointOf({ placed, frame, center, size }: LinkState): Vector | undefined {
  const height = placed && heightOf(placed, frame);
  const middle = center ?? ([size.columns / 2, size.rows / 2] as const);
  return placed && height !== undefined
    ? movedTo(pointAt(middle, placed.grid), placed.normal, height)
    : undefined;
}
