import { hasCrosshair, movedBy } from '../view/crosshair.js';
import { clampIndex } from '../view/view.js';
import { restoredCrosshair, type PointerPlace, type Tool } from './tool.js';

/** The least way from one frame to the next, in CSS pixels. */
const leastStep = 4;

/** Steps through frames, or through a plane's neighbours: down shows later ones. */
export const scrollTool: Tool = {
  values: 'position',
  begin({ place, image, view, size }) {
    const { frame, frameCount } = image;
    if (frameCount < 2) {
      return undefined;
    }
    const step = Math.max(size.height / frameCount, leastStep);
    const wayTo = ({ clientY }: PointerPlace) => clientY - place.clientY;
    return {
      move(to) {
        const target = clampIndex(frame + Math.round(wayTo(to) / step), frameCount);
        return hasCrosshair(image)
          ? { crosshair: movedBy(image.crosshair, image, target - frame) }
          : { frame: target };
      },
      beyond(to) {
        const way = wayTo(to);
        const [first, last] = [-frame * step, (frameCount - 1 - frame) * step];
        return way - Math.min(Math.max(way, first), last);
      },
      restored: hasCrosshair(image) ? { crosshair: restoredCrosshair(view) } : { frame },
    };
  },
};
