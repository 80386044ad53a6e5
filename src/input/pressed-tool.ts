import type { Grasp } from '../tools/tool.js';
import { isToolName, type ToolName } from '../tools/tools.js';
import type { InputElement } from './input-host.js';

/** The tool that a pressed button drags by; on the crosshair, also the part of it. */
interface PressedTool {
  tool: ToolName;
  grasp: Grasp | undefined;
}

/** The tools of the middle and of the right button, where there are controls. */
const buttonTools: Partial<Record<number, ToolName>> = { 1: 'pan', 2: 'zoom' };

/** The tool where neither the page nor the visitor has named one: a finger goes through what has frames. */
export function defaultTool(isTouch: boolean, frameCount: number): ToolName {
  return isTouch && frameCount > 1 ? 'scroll' : 'window';
}

/** The tool that a pointer's button means, on an image of so many frames; undefined where it means none. */
export function pressedTool(
  { button, target, pointerType }: PointerEvent,
  { controls, tool }: InputElement,
  frameCount: number,
): PressedTool | undefined {
  if (button !== 0) {
    const ofButton = controls ? buttonTools[button] : undefined;
    return ofButton && { tool: ofButton, grasp: undefined };
  }
  const { grasp, plane = '' } = (target as HTMLElement | SVGElement).dataset;
  if (grasp === 'line' || grasp === 'handle' || grasp === 'middle') {
    return { tool: 'crosshair', grasp: { part: grasp, plane } };
  }
  const named = tool === undefined ? defaultTool(pointerType === 'touch', frameCount) : 'window';
  return { tool: isToolName(tool) ? tool : named, grasp: undefined };
}
