/** What marks know of the images on the canvases. */

import { gridPlaceOf, type GridPlace } from '../annotations/projection.js';
import type { MarkedImage } from '../annotations/sight.js';
import type { DicomMetadata } from '../metadata.js';
import type { Picture, PictureImage, Vector } from '../protocol/messages.js';

/** An image of a picture, as marks know it. */
export function markedImage(picture: Picture, image: PictureImage): MarkedImage {
  const metadata = picture.metadata.all;
  const [sopInstanceUID] = metadata['00080018']?.Value ?? [];
  return {
    frame: image.frame,
    plane: image.plane,
    sopInstanceUID: typeof sopInstanceUID === 'string' ? sopInstanceUID : '',
    instanceFrames: metadata.summary.frameCount,
    grid: gridPlaceOf(image) ?? storedGrid(metadata),
  };
}

/** Where an instance of one frame lies, by *Image Position* and *Image Orientation (Patient)*. */
function storedGrid(metadata: DicomMetadata): GridPlace | undefined {
  const origin = numbersOf(metadata, '00200032');
  const cosines = numbersOf(metadata, '00200037');
  const [rowSpacing = 0, columnSpacing = 0] = numbersOf(metadata, '00280030');
  if (origin.length !== 3 || cosines.length !== 6 || !(rowSpacing > 0 && columnSpacing > 0)) {
    return undefined;
  }
  return {
    origin: origin as Vector,
    right: cosines.slice(0, 3) as Vector,
    down: cosines.slice(3) as Vector,
    columnSpacing,
    rowSpacing,
    step: metadata.geometry?.spacing[2] ?? numbersOf(metadata, '00180050')[0] ?? 0,
  };
}

function numbersOf(metadata: DicomMetadata, tag: string): number[] {
  const values = metadata[tag]?.Value ?? [];
  return values.map(Number).filter(Number.isFinite);
}
