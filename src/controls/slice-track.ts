/** The places on a slider where slices are, or would be: pure functions. */

import type { DicomGeometry } from '../metadata.js';
import type { PictureImage } from '../protocol/messages.js';
import { axesOf, dot } from '../view/vector.js';

/** A slider's track: a place for each slice, also for those that are missing. */
export interface SliceTrack {
  /** The place of each frame, from 0. */
  places: readonly number[];
  placeCount: number;
  /** Whether places without a slice are told from the others. */
  hasTicks: boolean;
}

/**
 * The track of frames that are slices in their order; of an image that is a plane, the planes are the slices.
 *
 * @param awaited how many more slices are still to come; undefined where all are there
 */
export function sliceTrack(
  image: Pick<PictureImage, 'frameCount' | 'grid'>,
  geometry: DicomGeometry | null | undefined,
  awaited: number | undefined,
): SliceTrack {
  const { frameCount } = image;
  const missing = geometry ? missingAfter(image, geometry) : new Map<number, number>();
  const places: number[] = [];
  let placeCount = 0;
  for (let frame = 0; frame < frameCount; frame += 1) {
    places.push(placeCount);
    placeCount += 1 + (missing.get(frame) ?? 0);
  }
  const hasTicks = missing.size > 0 || awaited !== undefined;
  // What is still to come may be what is missing.
  return { places, placeCount: Math.max(placeCount, frameCount + (awaited ?? 0)), hasTicks };
}

/** The frame at a place, or, where there is none, the next one in the direction from the frame that is shown. */
export function frameAtPlace({ places }: SliceTrack, place: number, shown: number): number {
  const isForward = place > (places[shown] ?? 0);
  return isForward
    ? Math.min(places.filter((each) => each < place).length, places.length - 1)
    : places.filter((each) => each <= place).length - 1;
}

/** How many slices are missing after which frame, where the frames are all slices of a stack or its planes. */
function missingAfter(
  { frameCount, grid }: Pick<PictureImage, 'frameCount' | 'grid'>,
  { slices, frames, missingSlices, orientation }: DicomGeometry,
): Map<number, number> {
  const along = grid ? dot(grid.forward, axesOf(orientation)[2]) : 1;
  if (frameCount !== slices || frames || Math.abs(along) < 0.99) {
    return new Map();
  }
  return new Map(
    missingSlices.map(({ after, count }) => [along > 0 ? after - 1 : slices - 1 - after, count]),
  );
}
