import type { DisplayedImage } from '../display/displayed.js';

/** Says on which view a layer lies: a window changes nothing of that. */
export function keyOf({ picture, request: { revision, view } }: DisplayedImage): string {
  const { plane, slab, projection, crosshair } = view;
  const frames = picture.images.map(({ frame, columns, rows }) => [frame, columns, rows]);
  const cut = plane && [slab, projection, crosshair];
  return JSON.stringify([[picture.series, plane, revision], frames, cut]);
}
