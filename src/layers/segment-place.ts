import type { DisplayedImage } from '../display/displayed.js';
import type { DicomChangeDetail } from '../events.js';
import type { Vector } from '../protocol/messages.js';
import { frameAt } from '../view/crosshair.js';
import type { Layer } from './layer.js';

/** What has to change for the middle of a segment to be shown; undefined where the segment lies nowhere. */
export async function changeToSegment(
  displayed: DisplayedImage,
  layer: Layer,
  segment: number,
): Promise<DicomChangeDetail | undefined> {
  if (!layer.source) {
    return undefined;
  }
  const { view } = displayed.request;
  const request = { type: 'segment-place', view, layer: layer.id, segment } as const;
  const { value } = await displayed.study.askLayers<'segment-place'>(layer.source, request);
  return value ? changeTo(displayed, value.point, value.frame) : undefined;
}

/** What has to change for a point of the patient to be shown. */
function changeTo({ image }: DisplayedImage, point: Vector, frame: number): DicomChangeDetail {
  if (image.crosshair) {
    return { crosshair: { center: point, axes: image.crosshair.axes } };
  }
  return { frame: image.grid ? frameAt(image.grid, image.frame, image.frameCount, point) : frame };
}
