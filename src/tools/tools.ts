import { moveCrosshairTool, turnCrosshairTool } from './crosshair.js';
import type { Tool } from './tool.js';
import { windowTool } from './window.js';

/** What a drag does, by name. */
export const tools = {
  window: windowTool,
  'move-crosshair': moveCrosshairTool,
  'turn-crosshair': turnCrosshairTool,
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;
