import { dragWindow } from '../view/view.js';
import type { Tool } from './tool.js';

/** How much slower the window changes while Shift is held. */
const fine = 0.2;

/** Changes the window: to the right widens it, down raises its center; with Shift finely. */
export const windowTool: Tool = {
  begin({ place, view, windowing }) {
    if (!windowing) {
      return undefined;
    }
    return {
      move({ clientX, clientY, shiftKey }) {
        const speed = shiftKey ? fine : 1;
        const right = (clientX - place.clientX) * speed;
        const down = (clientY - place.clientY) * speed;
        return { ...dragWindow(windowing, right, down) };
      },
      restored: {
        windowCenter: view.windowCenter ?? undefined,
        windowWidth: view.windowWidth ?? undefined,
      },
    };
  },
};
