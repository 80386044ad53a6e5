import { dragWindow } from '../view/view.js';
import type { Tool } from './tool.js';

/** Changes the window: to the right widens it, down raises its center. */
export const windowTool: Tool = {
  values: 'window',
  begin({ place, view, windowing }) {
    if (!windowing) {
      return undefined;
    }
    return {
      move({ clientX, clientY }) {
        return { ...dragWindow(windowing, clientX - place.clientX, clientY - place.clientY) };
      },
      restored: {
        windowCenter: view.windowCenter ?? undefined,
        windowWidth: view.windowWidth ?? undefined,
      },
    };
  },
};
