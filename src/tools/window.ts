import { dragWindow } from '../view/view.js';
import type { Tool } from './tool.js';

/** Changes the window: to the right widens it, down raises its center. */
export const windowTool: Tool = {
  begin({ place, view, windowing, stage }) {
    if (!windowing) {
      return undefined;
    }
    return {
      move({ clientX, clientY }) {
        const right = (clientX - place.clientX) / stage.width;
        const down = (clientY - place.clientY) / stage.height;
        return { ...dragWindow(windowing, right, down) };
      },
      restored: {
        windowCenter: view.windowCenter ?? undefined,
        windowWidth: view.windowWidth ?? undefined,
      },
    };
  },
};
