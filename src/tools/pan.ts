import { hasCrosshair } from '../view/crosshair.js';
import { centerWith, toImage, matrixOf } from '../view/placement.js';
import type { Tool } from './tool.js';

/** Moves the image with the pointer. Three planes stay where they are: their crosshair moves them. */
export const panTool: Tool = {
  begin({ place, image, placement, size, center }) {
    if (hasCrosshair(image)) {
      return undefined;
    }
    const point = toImage(matrixOf(placement, image, size), place.pane);
    return {
      move: ({ pane }) => ({ center: centerWith(placement, image, size, point, pane) }),
      restored: { center },
    };
  },
};
