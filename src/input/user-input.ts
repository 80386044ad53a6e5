import { ActivePane } from './active-pane.js';
import { Clicks } from './clicks.js';
import { Drag } from './drag.js';
import { ImageFocus } from './image-focus.js';
import type { InputHost } from './input-host.js';
import { Keys } from './keys.js';
import { Pinch } from './pinch.js';
import { Touch } from './touch.js';
import { Wheel } from './wheel.js';

/** What answers pointers, keys and the wheel on an element's images; fetched when a visitor may first use them. */
export class UserInput {
  readonly #focused: ActivePane;

  constructor(host: InputHost) {
    const pane = new ActivePane(host);
    this.#focused = new ActivePane(host, true);
    const touch = new Touch(host);
    new Drag(host, pane, touch);
    new Pinch(host, pane, touch);
    new Keys(host, this.#focused);
    new Clicks(host, pane, this.#focused);
    new Wheel(host, pane);
    new ImageFocus(host.element);
  }

  /** The pane that keys act on. */
  get focused(): ActivePane {
    return this.#focused;
  }
}
