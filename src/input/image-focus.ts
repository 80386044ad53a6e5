import type { ReactiveController } from 'lit';

import type { InputElement } from './input-host.js';
import { imageStopOf } from './stage.js';

/** What the Tab key reaches of the images, the stage or each of three panes, if it has the focus. */
const focusedStop = '.stage[tabindex="0"]:focus, .pane[tabindex="0"]:focus';

/** Keeps the focus on the image where that is the stage of one image before an update, and a pane of three after it. */
export class ImageFocus implements ReactiveController {
  readonly #element: InputElement;
  #hadFocus = false;

  constructor(element: InputElement) {
    this.#element = element;
    element.addController(this);
  }

  hostUpdate(): void {
    this.#hadFocus = this.#hasFocus;
  }

  hostUpdated(): void {
    if (this.#hadFocus && !this.#hasFocus) {
      imageStopOf(this.#element)?.focus({ preventScroll: true });
    }
  }

  get #hasFocus(): boolean {
    return this.#element.renderRoot.querySelector(focusedStop) !== null;
  }
}
