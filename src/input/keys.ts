import { windowChoices } from '../view/presets.js';
import { initialPlacement, zoomedAt, zoomStep } from '../view/placement.js';
import { clampIndex, windowStep, type Window, type Windowing } from '../view/view.js';
import type { ActivePane } from './active-pane.js';
import { isInteractive, type InputHost } from './input-host.js';
import { isOnImage, stageOf } from './stage.js';
import { whileConnected } from './while-connected.js';

/** How far an arrow key moves a window, in steps of its range. */
const keySteps = 10;

/** By how much an arrow key turns the crosshair, in radians: 5°. */
const keyTurn = Math.PI / 36;

/**
 * Arrows, Page, Home and End step through frames, Space plays them; with Shift, arrows change the
 * window; with Alt, they turn the crosshair of three planes. + and − zoom, F fits the image into its pane, I inverts
 * it, Shift F gives it the whole screen, R shows everything as at first, ? opens the help of the controls. Only while the image, or the pane of a plane,
 * has focus.
 */
export class Keys {
  readonly #host: InputHost;
  readonly #pane: ActivePane;

  constructor(host: InputHost, pane: ActivePane) {
    this.#host = host;
    this.#pane = pane;
    whileConnected(host.element, (signal) => {
      host.element.renderRoot.addEventListener('keydown', this.#handleKey, { signal });
    });
  }

  readonly #handleKey = (event: Event): void => {
    const stage = stageOf(this.#host.element);
    const key = event as KeyboardEvent;
    const { element, viewport } = this.#host;
    if (!viewport.operable || !stage || !isOnImage(key, stage) || key.ctrlKey || key.metaKey) {
      return;
    }
    const isUsed = isInteractive(element)
      ? this.#use(key)
      : element.autoplay && !key.altKey && this.#play(key); // what moves by itself can be stopped (WCAG 2.2.2)
    if (isUsed) {
      key.preventDefault();
    }
  };

  /** Returns whether the key does something. */
  #use(key: KeyboardEvent): boolean {
    if (key.altKey) {
      const direction = arrowDirections[key.key];
      return direction !== undefined && this.#pane.turn(direction * keyTurn);
    }
    return (
      this.#command(key) ||
      (key.shiftKey ? this.#changeWindow(key) : this.#step(key) || this.#play(key))
    );
  }

  /** Returns whether the key is one of a command; + needs Shift on many keyboards. */
  #command({ key, shiftKey }: KeyboardEvent): boolean {
    const { element } = this.#host;
    const { zoom, center } = initialPlacement;
    const commands: Partial<Record<string, () => void>> = {
      '+': () => {
        this.#zoom(zoomStep);
      },
      '-': () => {
        this.#zoom(1 / zoomStep);
      },
      f: () => {
        if (shiftKey) {
          this.#host.toggleFullScreen();
        } else {
          this.#host.applyUserChange({ zoom, center });
        }
      },
      i: () => {
        this.#host.applyUserChange({ invert: !element.invert });
      },
      r: () => {
        this.#host.reset();
      },
      ...(element.controls && {
        '?': () => {
          this.#host.showHelp();
        },
      }),
    };
    const command = commands[key === '=' ? '+' : key.toLowerCase()] ?? this.#preset(key);
    command?.();
    return command !== undefined;
  }

  /** The keys 1 to 9 choose a window. */
  #preset(key: string): (() => void) | undefined {
    const { operable } = this.#host.viewport;
    if (!/^[1-9]$/.test(key) || !operable) {
      return undefined;
    }
    const { voi, modality, photometricInterpretation } = operable.picture.metadata.summary;
    const isMonochrome = photometricInterpretation.startsWith('MONOCHROME');
    const choice = isMonochrome ? windowChoices(voi, modality)[Number(key) - 1] : undefined;
    return (
      choice &&
      (() => {
        this.#host.applyUserChange(choice.change);
      })
    );
  }

  #zoom(factor: number): void {
    const { image, placement, size } = this.#pane;
    if (image && placement) {
      const middle = [size.width / 2, size.height / 2] as const;
      const change = zoomedAt(placement, image, size, placement.zoom * factor, middle);
      this.#host.applyUserChange(change);
    }
  }

  /** Returns whether the key changes the window. */
  #changeWindow({ key }: KeyboardEvent): boolean {
    const { operable, view } = this.#host.viewport;
    const windowing = operable?.windowing(view);
    const change = windowing && windowByKey(key, windowing);
    if (change) {
      this.#host.applyUserChange(change);
    }
    return change !== undefined;
  }

  /** Returns whether the key steps through frames; a single frame leaves its keys to the page. */
  #step({ key }: KeyboardEvent): boolean {
    const { frame, frameCount } = this.#pane;
    const target = frameCount < 2 ? undefined : frameByKey(key, frame, frameCount);
    if (target !== undefined) {
      this.#pane.showFrame(target);
    }
    return target !== undefined;
  }

  /** Returns whether the key plays or pauses the frames. */
  #play({ key, repeat }: KeyboardEvent): boolean {
    const isUsed = key === ' ' && this.#pane.frameCount > 1;
    if (isUsed && !repeat) {
      this.#host.applyUserChange({ paused: !this.#host.element.paused });
    }
    return isUsed;
  }
}

/** Which way an arrow key turns: 1 is clockwise. */
const arrowDirections: Partial<Record<string, number>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
};

function windowByKey(key: string, { window, range, leastWidth }: Windowing) {
  const { windowCenter, windowWidth } = window;
  const step = keySteps * windowStep(range);
  const changes: Record<string, Partial<Window>> = {
    ArrowUp: { windowCenter: windowCenter - step },
    ArrowDown: { windowCenter: windowCenter + step },
    ArrowLeft: { windowWidth: Math.max(windowWidth - step, leastWidth) },
    ArrowRight: { windowWidth: windowWidth + step },
  };
  return changes[key];
}

function frameByKey(key: string, frame: number, frameCount: number): number | undefined {
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
  return target === undefined ? undefined : clampIndex(target, frameCount);
}
