import { zoomedAt } from '../view/placement.js';
import type { Tool } from './tool.js';

/** How many CSS pixels up make an image e times as large. */
const reach = 200;

/** Zooms about the place where the drag began: up enlarges, down makes smaller. */
export const zoomTool: Tool = {
  values: 'zoom',
  begin({ place, image, placement, size, center }) {
    return {
      move({ clientY }) {
        const zoom = placement.zoom * Math.exp((place.clientY - clientY) / reach);
        return zoomedAt(placement, image, size, zoom, place.pane);
      },
      restored: { zoom: placement.zoom, center },
    };
  },
};
