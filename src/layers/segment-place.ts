import type { DisplayedImage } from '../display/displayed.js';
import type { DicomChangeDetail } from '../events.js';
import type { PictureImage, SegmentPlace, Warning } from '../protocol/messages.js';
import { frameAt } from '../view/crosshair.js';
import type { Study } from '../runtime/study.js';

/** What has to change for the middle of a segment to be shown; undefined where the segment lies nowhere. */
export async function changeToSegment(
  { image, request: { view }, study }: DisplayedImage,
  layer: string,
  source: Study,
  segment: number,
): Promise<{ value: DicomChangeDetail | undefined; warnings: Warning[] }> {
  const request = { type: 'segment-place', view, layer, segment } as const;
  const { value, warnings } = await study.askLayers<'segment-place'>(source, request);
  return { value: value ? changeTo(image, value) : undefined, warnings };
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
