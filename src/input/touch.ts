import type { ReactiveController } from 'lit';

import { isInteractive, type InputHost } from './input-host.js';
import { imageStopOf, isOnImage, stageOf } from './stage.js';
import { whileConnected } from './while-connected.js';

/** How far a finger slips in a tap at most, in CSS pixels. */
const slip = 10;

/**
 * Whose fingers are: at first the page's, which scrolls. A tap on the image, or the keyboard's focus on it, gives
 * them to the image; the button "Done", or the focus that leaves the element, gives them back.
 */
export class Touch implements ReactiveController {
  readonly #host: InputHost;
  readonly #done = document.createElement('button');
  #isHeld = false;
  /** Where a finger went down that may become a tap. */
  #tap: PointerEvent | undefined;

  constructor(host: InputHost) {
    this.#host = host;
    const { element } = host;
    this.#done.type = 'button';
    this.#done.className = 'done';
    this.#done.addEventListener('click', () => {
      imageStopOf(element)?.focus({ preventScroll: true });
      this.#hold(false);
    });
    element.addController(this);
    whileConnected(element, (signal) => {
      const { renderRoot } = element;
      renderRoot.addEventListener('pointerdown', this.#handleDown, { signal });
      renderRoot.addEventListener('pointerup', this.#handleUp, { signal });
      renderRoot.addEventListener('focusin', this.#handleFocus, { signal });
      element.addEventListener('focusout', this.#handleBlur, { signal });
      signal.addEventListener('abort', () => {
        this.#hold(false);
      });
    });
  }

  /** Whether fingers are the image's. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  hostUpdated(): void {
    this.#done.textContent = this.#host.language.touch.done;
  }

  readonly #handleDown = (event: Event): void => {
    const down = event as PointerEvent;
    this.#tap = down.pointerType === 'touch' && down.isPrimary ? down : undefined;
    if (down.pointerType !== 'touch') {
      this.#done.remove(); // a mouse scrolls the page by its wheel
    }
  };

  /** A finger that scrolls the page is cancelled, and comes never up. */
  readonly #handleUp = (event: Event): void => {
    const { element, viewport } = this.#host;
    const stage = stageOf(element);
    const up = event as PointerEvent;
    const down = this.#tap;
    if (
      !stage ||
      !isInteractive(element) ||
      !viewport.operable ||
      down?.pointerId !== up.pointerId
    ) {
      return;
    }
    const way = Math.hypot(up.clientX - down.clientX, up.clientY - down.clientY);
    if (isOnImage(up, stage) && way < slip) {
      const pane = (up.target as Element).closest<HTMLElement>('.pane[tabindex]'); // of three planes
      (pane ?? stage).focus({ preventScroll: true });
      this.#hold(true);
      stage.append(this.#done);
    }
  };

  readonly #handleFocus = ({ target }: Event): void => {
    const { element } = this.#host;
    if ((target as Element).matches('.stage, .pane') && isInteractive(element)) {
      this.#hold(true);
    }
  };

  readonly #handleBlur = ({ relatedTarget }: FocusEvent): void => {
    if (!this.#host.element.contains(relatedTarget as Node | null)) {
      this.#hold(false);
    }
  };

  #hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    stageOf(this.#host.element)?.classList.toggle('held', isHeld);
    if (!isHeld) {
      this.#done.remove();
    }
  }
}
