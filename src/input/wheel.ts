import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { GestureOptions } from './gestures.js';
import { clampIndex } from '../view/view.js';

/** How the wheel learns what is shown and where, and tells what the user wants. */
export interface WheelOptions extends GestureOptions {
  stage: () => HTMLElement;
}

/** What a notch of a wheel is, in each of the units that browsers count in (`deltaMode`). */
const notches = [100, 3, 1]; // pixels, lines, pages

/**
 * Steps through frames by the wheel over the image while the element has focus. Otherwise nobody
 * listens: the page scrolls, without waiting to hear whether it may.
 */
export class Wheel implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: WheelOptions;
  /** How far the wheel was turned since the last step, in notches. */
  #turned = 0;
  /** Ends the listening, while there is any. */
  #listening: AbortController | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: WheelOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('focusin', this.#listen);
    this.#host.addEventListener('focusout', this.#leave);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('focusin', this.#listen);
    this.#host.removeEventListener('focusout', this.#leave);
    this.#leave();
  }

  readonly #listen = (): void => {
    this.#leave();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#options.stage().addEventListener('wheel', this.#handleWheel, { passive: false, signal });
  };

  readonly #leave = (): void => {
    this.#listening?.abort();
    this.#turned = 0;
  };

  readonly #handleWheel = (event: WheelEvent): void => {
    const { deltaX, deltaY, deltaMode } = event;
    const state = this.#options.state();
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    const isSideways = Math.abs(deltaX) >= Math.abs(deltaY);
    if (!state || state.frameCount < 2 || hasModifier || isSideways) {
      return; // the page's, or the browser's to zoom
    }
    event.preventDefault(); // also at the first and the last frame: the page stays where it is
    this.#turned += deltaY / (notches[deltaMode] ?? 1);
    // A notch is a frame, however many pixels it has here; of a trackpad's pixels it takes some.
    const frames = Math.round(this.#turned);
    if (frames !== 0) {
      this.#turned = 0;
      const frame = clampIndex(state.frame + frames, state.frameCount);
      if (frame !== state.frame) {
        this.#options.change({ frame });
      }
    }
  };
}
