/** What Python is asked of a layer above an image. */

import type { DisplayedImage, ImageBelow } from '../display/displayed.js';
import type { DicomChangeDetail } from '../events.js';
import type { LayerPicture, PictureImage, SegmentPlace, Warning } from '../protocol/messages.js';
import { frameAt } from '../view/crosshair.js';
import type { Layer } from './layer.js';

/** A layer as it lies on the images of a view. */
export async function pictureOn(
  { study, request: { view } }: ImageBelow,
  layer: Layer,
): Promise<{ value: LayerPicture; warnings: Warning[] }> {
  const request = { type: 'layer-picture', view, layer: await nameOf(layer) } as const;
  return study.askLayers<'layer-picture'>(layer.source ?? study, request);
}

/** What has to change for the middle of a segment to be shown; undefined where the segment lies nowhere. */
export async function changeToSegment(
  { image, request: { view }, study }: DisplayedImage,
  layer: Layer,
  segment: number,
): Promise<{ value: DicomChangeDetail | undefined; warnings: Warning[] }> {
  const request = { type: 'segment-place', view, layer: await nameOf(layer), segment } as const;
  const source = layer.source ?? study;
  const { value, warnings } = await study.askLayers<'segment-place'>(source, request);
  return { value: value ? changeTo(image, value) : undefined, warnings };
}

/** By what name the study that a layer is of knows it. */
function nameOf({ kept, id }: Layer): string | Promise<string> {
  return kept?.layer() ?? id;
}

/** What has to change for a point of the patient to be shown, on which a stored frame lies. */
function changeTo(
  { crosshair, grid, frame: shown, frameCount }: PictureImage,
  { point, frame }: SegmentPlace,
): DicomChangeDetail {
  if (crosshair) {
    return { crosshair: { center: point, axes: crosshair.axes } };
  }
  return { frame: grid ? frameAt(grid, shown, frameCount, point) : frame };
}
