import { atPixel, hasCrosshair, moved, turned, type CrosshairImage } from '../view/crosshair.js';
import { restoredCrosshair, type PointerPlace, type Tool } from './tool.js';

/**
 * Moves the crosshair of three planes: a line across itself, its middle anywhere in the plane. Handles turn it,
 * and a click puts it where the pointer is.
 */
export const crosshairTool: Required<Omit<Tool, 'values'>> = {
  begin({ place, image, view, grasp }) {
    if (!hasCrosshair(image)) {
      return undefined;
    }
    return {
      move(to) {
        if (grasp?.part === 'handle') {
          return { crosshair: turned(image, angleOf(to, image) - angleOf(place, image)) };
        }
        const way = [to.x - place.x, to.y - place.y] as const;
        const [right, down] = grasp?.part === 'line' ? across(way, image, grasp.plane) : way;
        return { crosshair: moved(image, right, down) };
      },
      restored: { crosshair: restoredCrosshair(view) },
    };
  },
  click({ place, image, grasp }) {
    return hasCrosshair(image) && !grasp
      ? { crosshair: atPixel(image, place.x, place.y) }
      : undefined;
  },
};

/** The part of a way that is at right angles to the line of a plane. */
function across(
  [right, down]: readonly [number, number],
  { crosshair }: CrosshairImage,
  plane: string,
): readonly [number, number] {
  const [x, y] = Object.entries(crosshair.lines).find(([name]) => name === plane)?.[1] ?? [0, 0];
  const length = Math.hypot(x, y) || 1;
  const distance = (down * x - right * y) / length;
  return [(-distance * y) / length, (distance * x) / length];
}

/** The angle at which a place lies around the crosshair's middle, in radians, clockwise. */
function angleOf({ x, y }: PointerPlace, { crosshair }: CrosshairImage): number {
  return Math.atan2(y - crosshair.y, x - crosshair.x);
}
