import { zoomedAt, zoomStep } from '../view/placement.js';
import { clampIndex } from '../view/view.js';
import type { ActivePane } from './active-pane.js';
import { isInteractive, type InputHost } from './input-host.js';
import { panePlace } from './pointer-place.js';
import { stageOf } from './stage.js';
import { whileConnected } from './while-connected.js';

/** The length of one notch of a wheel, in each unit of `deltaMode`. */
const notches = [100, 3, 1]; // pixels, lines, pages

/**
 * Steps through frames by the wheel over the image while the element has focus; with Ctrl or ⌘, and by a pinch on
 * a trackpad, which a browser passes on as such a wheel, it zooms at the pointer. Otherwise there is no
 * listener, so that the browser scrolls the page without waiting for one.
 */
export class Wheel {
  readonly #host: InputHost;
  readonly #pane: ActivePane;
  /** How far the wheel was turned since the last step, in notches. */
  #turned = 0;
  /** Removes the listener, while there is one. */
  #listener: AbortController | undefined;

  constructor(host: InputHost, pane: ActivePane) {
    this.#host = host;
    this.#pane = pane;
    const { element } = host;
    whileConnected(element, (signal) => {
      element.addEventListener('focusin', this.#handleFocus, { signal });
      element.addEventListener('focusout', this.#handleBlur, { signal });
      signal.addEventListener('abort', this.#handleBlur);
      if (element.matches(':focus-within')) {
        this.#handleFocus(); // the focus came before this did
      }
    });
  }

  readonly #handleFocus = (): void => {
    this.#handleBlur();
    this.#listener = new AbortController();
    const { signal } = this.#listener;
    const stage = stageOf(this.#host.element);
    stage?.addEventListener('wheel', this.#handleWheel, { passive: false, signal });
  };

  readonly #handleBlur = (): void => {
    this.#listener?.abort();
    this.#turned = 0;
  };

  readonly #handleWheel = (event: WheelEvent): void => {
    const { deltaX, deltaY, deltaMode } = event;
    const turned = deltaY / (notches[deltaMode] ?? 1);
    const isSideways = Math.abs(deltaX) >= Math.abs(deltaY);
    const { element, viewport } = this.#host;
    if (!isInteractive(element) || !viewport.operable || event.altKey || isSideways) {
      return; // the page scrolls
    }
    if (event.ctrlKey || event.metaKey) {
      this.#zoom(event, turned);
    } else if (!event.shiftKey && this.#pane.frameCount > 1) {
      event.preventDefault(); // also at the first and the last frame: the page stays where it is
      this.#step(turned);
    }
  };

  #zoom(event: WheelEvent, turned: number): void {
    event.preventDefault(); // the browser would zoom the page
    const { image, placement, size, element } = this.#pane;
    if (image && placement && element) {
      const zoom = placement.zoom * zoomStep ** -turned;
      const place = panePlace(event, element);
      this.#host.applyUserChange(zoomedAt(placement, image, size, zoom, place));
    }
  }

  #step(turned: number): void {
    const { frame, frameCount } = this.#pane;
    this.#turned += turned;
    // One notch is one frame, however many pixels it has; a trackpad's small steps add up to it.
    const frames = Math.round(this.#turned);
    if (frames !== 0) {
      this.#turned = 0;
      const target = clampIndex(frame + frames, frameCount);
      if (target !== frame) {
        this.#pane.showFrame(target);
      }
    }
  }
}
