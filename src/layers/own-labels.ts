import type { PictureImage } from '../protocol/messages.js';
import type { LayerState } from '../view/layer-state.js';
import { edgesOf, imageOfLabels } from './label-image.js';
import type { LayerImage } from './layer.js';

/** Labels that a page has made of the image that is shown, pixel for pixel. */
export interface OwnLabels {
  /** The page's own. */
  id: string;
  type: 'mask' | 'labels';
  name: string;
  /** The names and colours of labels, in order; those that aren't named have their number. */
  segments: NonNullable<LayerState['segments']>;
  /** For each image that is shown a label for each pixel, row after row; 0 is none. */
  images: readonly (Uint8Array | Uint16Array)[];
}

/** How own labels are seen, unless the page or the visitor says otherwise. */
export function initialStateOfOwn({ id, type, name, segments }: OwnLabels): LayerState {
  return { id, type, name, segments, visible: true, opacity: 0.4, outline: true };
}

/** What own labels are on each image that is shown; undefined where their size is another. */
export function imagesOfOwn(
  { images }: OwnLabels,
  shown: readonly PictureImage[],
): (LayerImage | undefined)[] {
  return shown.map(({ columns, rows }, index) => {
    const own = images[index];
    const labels = own?.length === columns * rows && imageOfLabels(own, columns, rows);
    return labels ? { labels, edges: edgesOf(labels) } : undefined;
  });
}
