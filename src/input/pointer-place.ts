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

/** Where an event of a pointer lies in its pane, in CSS pixels from the top left corner. */
export function panePlace({ clientX, clientY }: MouseEvent, pane: Element): ImagePoint {
  const { left, top } = pane.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

/** Where an event of a pointer lies in an image, and in its pane. */
export function placeOf(
  event: MouseEvent,
  { image, placement, size, pane: element }: PlacedImage,
): PointerPlace {
  const { clientX, clientY, altKey, ctrlKey, metaKey, shiftKey } = event;
  const pane = panePlace(event, element);
  const [x, y] = toImage(matrixOf(placement, image, size), pane);
  const modifiers = { altKey, ctrlKey, metaKey, shiftKey };
  return { x: x - 0.5, y: y - 0.5, pane, clientX, clientY, ...modifiers };
}
