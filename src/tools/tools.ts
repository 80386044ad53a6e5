import { crosshairTool } from './crosshair.js';
import { panTool } from './pan.js';
import { scrollTool } from './scroll.js';
import type { Tool } from './tool.js';
import { windowTool } from './window.js';
import { zoomTool } from './zoom.js';

/** All tools by name. */
export const tools = {
  window: windowTool,
  pan: panTool,
  zoom: zoomTool,
  scroll: scrollTool,
  crosshair: crosshairTool,
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

/** Whether there is a tool of a name. */
export function isToolName(name: string | undefined): name is ToolName {
  return name !== undefined && Object.hasOwn(tools, name);
}
