import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { clampIndex } from '../view/view.js';
import type { InputTarget } from './input-target.js';

/** What a notch of a wheel is, in each of the units that browsers count in (`deltaMode`). */
const notches = [100, 3, 1]; // pixels, lines, pages

/**
 * Steps through frames by the wheel over the image while the element has focus. Otherwise there is no
 * listener, so that the page scrolls without waiting for one.
 */
export class Wheel implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #target: InputTarget;
  readonly #stage: () => HTMLElement;
  /** How far the wheel was turned since the last step, in notches. */
  #turned = 0;
  /** Ends the listening, while there is any. */
  #listening: AbortController | undefined;

  /** `stage` returns the element with the image, once the host is rendered. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    target: InputTarget,
    stage: () => HTMLElement,
  ) {
    this.#host = host;
    this.#target = target;
    this.#stage = stage;
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
    this.#stage().addEventListener('wheel', this.#handleWheel, { passive: false, signal });
  };

  readonly #leave = (): void => {
    this.#listening?.abort();
    this.#turned = 0;
  };

  readonly #handleWheel = (event: WheelEvent): void => {
    const { deltaX, deltaY, deltaMode } = event;
    const { state } = this.#target;
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
        this.#target.change({ frame });
      }
    }
  };
}
