import { hasCrosshair, movedBy } from '../view/crosshair.js';
import { clampIndex } from '../view/view.js';
import { restoredCrosshair, type Tool } from './tool.js';

/** The least way from one frame to the next, in CSS pixels. */
const leastStep = 4;

/** Steps through frames, or through a plane's neighbours: down shows later ones. */
export const scrollTool: Tool = {
  begin({ place, image, view, size }) {
    const { frame, frameCount } = image;
    if (frameCount < 2) {
      return undefined;
    }
    const step = Math.max(size.height / frameCount, leastStep);
    return {
      move({ clientY }) {
        const target = clampIndex(frame + Math.round((clientY - place.clientY) / step), frameCount);
        return hasCrosshair(image)
          ? { crosshair: movedBy(image.crosshair, image, target - frame) }
          : { frame: target };
      },
      restored: hasCrosshair(image) ? { crosshair: restoredCrosshair(view) } : { frame },
    };
  },
};
