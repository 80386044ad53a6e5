import { ActivePane } from './active-pane.js';
import { Drag } from './drag.js';
import { DropAndPaste } from './drop-and-paste.js';
import type { InputHost } from './input-host.js';
import { Keys } from './keys.js';
import { Wheel } from './wheel.js';

/** All user input of an element except its controls: pointers, keys and the wheel on its images, drop and paste. */
export class UserInput {
  readonly #dropAndPaste: DropAndPaste;

  constructor(host: InputHost) {
    const pane = new ActivePane(host);
    new Drag(host, pane);
    new Keys(host, pane);
    new Wheel(host, pane);
    this.#dropAndPaste = new DropAndPaste(host);
  }

  /** Whether files are held over the element. */
  get isDropTarget(): boolean {
    return this.#dropAndPaste.isDropTarget;
  }
}
