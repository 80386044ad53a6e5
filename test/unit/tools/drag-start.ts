import type { DragStart, PointerPlace } from '../../../src/tools/tool.js';
import { initialPlacement, placementOf } from '../../../src/view/placement.js';
import { axialPlane } from '../axial-plane.js';
import { storedView } from '../stored-view.js';

/** A place of the pointer on a canvas of 200 × 100 CSS pixels that shows 100 × 50 pixels. */
export function placeAt(clientX: number, clientY: number): PointerPlace {
  const modifiers = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  const pane = [clientX, clientY] as const;
  return { x: clientX / 2 - 0.5, y: clientY / 2 - 0.5, pane, clientX, clientY, ...modifiers };
}

/** A drag that begins at a place of an axial plane. */
export function startAt(
  clientX: number,
  clientY: number,
  init: Partial<DragStart> = {},
): DragStart {
  return {
    place: placeAt(clientX, clientY),
    image: axialPlane,
    view: storedView,
    windowing: { window: { windowCenter: 40, windowWidth: 400 }, range: [0, 1000], leastWidth: 1 },
    placement: placementOf(initialPlacement, axialPlane),
    size: { width: 200, height: 100, image: { width: 200, height: 100 } },
    center: undefined,
    grasp: undefined,
    ...init,
  };
}
