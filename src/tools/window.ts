import { dragWindow } from '../view/view.js';
import type { Tool } from './tool.js';

/** Changes the window: to the right widens it, down raises its center. */
export const windowTool: Tool = ({ windowing }) =>
  windowing && ((from, to) => ({ ...dragWindow(windowing, to.x - from.x, to.y - from.y) }));
