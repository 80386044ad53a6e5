import type { DicomChangeDetail } from '../events.js';
import { clampIndex, windowStep } from '../view/view.js';
import type { InputState } from './input-target.js';

/** How far an arrow key moves a window, in steps of its range. */
const keySteps = 10;

/**
 * The change that a key asks for; undefined where the key is the page's. Arrows, Page, Home and End step
 * through frames, Space plays them; with Shift, arrows move the window.
 */
export function changeByKey(
  event: KeyboardEvent,
  state: InputState,
): DicomChangeDetail | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return undefined;
  }
  return event.shiftKey ? windowByKey(event.key, state) : frameByKey(event.key, state);
}

function windowByKey(key: string, { windowing }: InputState): DicomChangeDetail | undefined {
  if (!windowing) {
    return undefined;
  }
  const { window, range, leastWidth } = windowing;
  const { windowCenter, windowWidth } = window;
  const step = keySteps * windowStep(range);
  switch (key) {
    case 'ArrowUp':
      return { windowCenter: windowCenter - step };
    case 'ArrowDown':
      return { windowCenter: windowCenter + step };
    case 'ArrowLeft':
      return { windowWidth: Math.max(windowWidth - step, leastWidth) };
    case 'ArrowRight':
      return { windowWidth: windowWidth + step };
    default:
      return undefined;
  }
}

function frameByKey(
  key: string,
  { frame, frameCount, paused }: InputState,
): DicomChangeDetail | undefined {
  if (frameCount < 2) {
    return undefined; // the keys are the page's
  }
  if (key === ' ') {
    return { paused: !paused };
  }
  const page = Math.max(Math.round(frameCount / 10), 2);
  const targets: Record<string, number> = {
    ArrowUp: frame - 1,
    ArrowLeft: frame - 1,
    ArrowDown: frame + 1,
    ArrowRight: frame + 1,
    PageUp: frame - page,
    PageDown: frame + page,
    Home: 0,
    End: frameCount - 1,
  };
  const target = targets[key];
  return target === undefined ? undefined : { frame: clampIndex(target, frameCount) };
}
