import { ActivePane } from './active-pane.js';
import { Clicks } from './clicks.js';
import { Drag } from './drag.js';
import { DropAndPaste } from './drop-and-paste.js';
import { ImageFocus } from './image-focus.js';
import type { InputHost } from './input-host.js';
import { Keys } from './keys.js';
import { Pinch } from './pinch.js';
import { Wheel } from './wheel.js';

/** All user input of an element except its controls: pointers, keys and the wheel on its images, drop and paste. */
export class UserInput {
  readonly #focused: ActivePane;
  readonly #dropAndPaste: DropAndPaste;

  constructor(host: InputHost) {
    const pane = new ActivePane(host);
    this.#focused = new ActivePane(host, true);
    new Drag(host, pane);
    new Pinch(host, pane);
    new Keys(host, this.#focused);
    new Clicks(host, pane, this.#focused);
    new Wheel(host, pane);
    new ImageFocus(host.element);
    this.#dropAndPaste = new DropAndPaste(host);
  }

  /** The pane that keys act on. */
  get focused(): ActivePane {
    return this.#focused;
  }

  /** Whether files are held over the element. */
  get isDropTarget(): boolean {
    return this.#dropAndPaste.isDropTarget;
  }
}
