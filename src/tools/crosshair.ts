import { moved, turned, type CrosshairImage } from '../view/crosshair.js';
import type { Place, Tool } from './tool.js';

/** Moves the point in which three planes cross. */
export const moveCrosshairTool: Tool = ({ planes }, pane) => {
  const plane = planes[pane];
  return (
    plane &&
    ((from, to) => {
      const right = (to.x - from.x) * plane.columns;
      const down = (to.y - from.y) * plane.rows;
      return { crosshair: moved(plane, right, down) };
    })
  );
};

/** Turns the lines of the crosshair about its point. */
export const turnCrosshairTool: Tool = ({ planes }, pane) => {
  const plane = planes[pane];
  return (
    plane &&
    ((from, to) => ({ crosshair: turned(plane, angleAt(plane, to) - angleAt(plane, from)) }))
  );
};

/** The direction in which a place lies from the crosshair's point, in radians. */
function angleAt({ columns, rows, crosshair }: CrosshairImage, place: Place): number {
  // A pixel's centre is a whole number.
  return Math.atan2(place.y * rows - 0.5 - crosshair.y, place.x * columns - 0.5 - crosshair.x);
}
