import type { PictureImage } from '../protocol/messages.js';
import type { PointerPlace } from '../tools/tool.js';
import {
  matrixOf,
  toImage,
  type ImagePoint,
  type PaneSize,
  type PlacementState,
} from '../view/placement.js';

/** An image in its pane. */
interface PlacedImage {
  image: PictureImage;
  placement: PlacementState;
  size: PaneSize;
  pane: Element;
}

/** A place in the browser's viewport, in CSS pixels. */
export type ClientPlace = Pick<MouseEvent, 'clientX' | 'clientY'>;

/** Where a place lies in a pane, in CSS pixels from the top left corner. */
export function panePlace({ clientX, clientY }: ClientPlace, pane: Element): ImagePoint {
  const { left, top } = pane.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

/** Where a place lies in an image, and in its pane; with the modifiers of an event. */
export function placeOf(
  { altKey, ctrlKey, metaKey, shiftKey }: MouseEvent,
  { clientX, clientY }: ClientPlace,
  { image, placement, size, pane: element }: PlacedImage,
): PointerPlace {
  const pane = panePlace({ clientX, clientY }, element);
  const [x, y] = toImage(matrixOf(placement, image, size), pane);
  const modifiers = { altKey, ctrlKey, metaKey, shiftKey };
  return { x: x - 0.5, y: y - 0.5, pane, clientX, clientY, ...modifiers };
}
