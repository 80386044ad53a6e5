import { hasCrosshair, moved, turned, type CrosshairImage } from '../view/crosshair.js';
import type { Crosshair } from '../protocol/messages.js';
import type { PointerPlace, Tool } from './tool.js';

/** Moves the crosshair of three planes by its lines, and turns it by its handles. */
export const crosshairTool: Tool = {
  begin({ place, image, view, grasp }) {
    if (!hasCrosshair(image)) {
      return undefined;
    }
    return {
      move(to) {
        const isTurn = grasp === 'handle';
        const crosshair = isTurn
          ? turned(image, angleOf(to, image) - angleOf(place, image))
          : moved(image, to.x - place.x, to.y - place.y);
        return { crosshair };
      },
      // What a page has set is given back as it was, even where a part of it is missing.
      restored: { crosshair: (view.crosshair as Crosshair | null) ?? undefined },
    };
  },
};

/** The angle at which a place lies around the crosshair's middle, in radians, clockwise. */
function angleOf({ x, y }: PointerPlace, { crosshair }: CrosshairImage): number {
  return Math.atan2(y - crosshair.y, x - crosshair.x);
}
