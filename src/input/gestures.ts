import { clampIndex, dragWindow, windowStep, type Windowing } from '../view/view.js';

/** What a gesture starts from. */
export interface GestureState {
  /** Whose gesture it is: it ends when this changes. */
  study: object;
  frame: number;
  frameCount: number;
  /** Undefined where no window applies. */
  windowing: Windowing | undefined;
  /** Whether its frames stand still. */
  paused: boolean;
}

/** What a gesture asks for. */
export interface GestureChange {
  frame?: number;
  windowCenter?: number;
  windowWidth?: number;
  paused?: boolean;
}

/** How a gesture learns what is shown, and tells what the user wants. */
export interface GestureOptions {
  /** What is shown now; undefined if nothing is. */
  state: () => GestureState | undefined;
  change: (change: GestureChange) => void;
}

interface Drag {
  study: object;
  pointerId: number;
  x: number;
  y: number;
  start: Windowing;
}

/** How far an arrow key moves a window, in steps of its range. */
const keySteps = 10;

/** Turns pointers and keys on the image into changes of the view. */
export class Gestures {
  readonly #options: GestureOptions;
  #drag: Drag | undefined;

  constructor(options: GestureOptions) {
    this.#options = options;
  }

  /** Starts a drag that changes the window; a finger scrolls the page unless the image has focus. */
  readonly pointerDown = (event: PointerEvent): void => {
    const stage = event.currentTarget as HTMLElement;
    const state = this.#options.state();
    const isScroll = event.pointerType === 'touch' && !stage.matches(':focus');
    if (!state?.windowing || event.button !== 0 || isScroll || !isOnImage(event)) {
      return;
    }
    stage.setPointerCapture(event.pointerId);
    const { pointerId, clientX: x, clientY: y } = event;
    this.#drag = { study: state.study, pointerId, x, y, start: state.windowing };
  };

  readonly pointerMove = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (event.pointerId !== drag?.pointerId) {
      return;
    }
    if (this.#options.state()?.study !== drag.study) {
      this.#drag = undefined; // another image has come under the pointer
      return;
    }
    const { width, height } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const right = (event.clientX - drag.x) / width;
    const down = (event.clientY - drag.y) / height;
    this.#options.change(dragWindow(drag.start, right, down));
  };

  /** Ends a drag; also for a pointer that was cancelled. */
  readonly pointerUp = (event: PointerEvent): void => {
    if (event.pointerId === this.#drag?.pointerId) {
      this.#drag = undefined;
    }
  };

  /**
   * Arrows, Page, Home and End step through frames, Space plays them; with Shift, arrows move the
   * window.
   */
  readonly keyDown = (event: KeyboardEvent): void => {
    const state = this.#options.state();
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    if (!state || hasModifier || !isOnImage(event)) {
      return;
    }
    const change = event.shiftKey ? windowByKey(event.key, state) : framesByKey(event.key, state);
    if (!change) {
      return;
    }
    event.preventDefault();
    const isHeldSpace = event.repeat && 'paused' in change;
    if (!isHeldSpace) {
      this.#options.change(change);
    }
  };
}

/** Whether an event is the image's own, not one of a button or a message on it. */
function isOnImage(event: Event): boolean {
  const target = event.target as Element;
  return target === event.currentTarget || target.matches('canvas, .pane');
}

function windowByKey(key: string, { windowing }: GestureState): GestureChange | undefined {
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

function framesByKey(
  key: string,
  { frame, frameCount, paused }: GestureState,
): GestureChange | undefined {
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
