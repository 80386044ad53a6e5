import { ActivePane } from './active-pane.js';
import { Clicks } from './clicks.js';
import { Drag } from './drag.js';
import { DropAndPaste } from './drop-and-paste.js';
import type { InputHost } from './input-host.js';
import { Keys } from './keys.js';
import { Pinch } from './pinch.js';
import { Wheel } from './wheel.js';

/** All user input of an element except its controls: pointers, keys and the wheel on its images, drop and paste. */
export class UserInput {
  readonly #pane: ActivePane;
  readonly #dropAndPaste: DropAndPaste;

  constructor(host: InputHost) {
    const pane = new ActivePane(host);
    this.#pane = pane;
    new Drag(host, pane);
    new Pinch(host, pane);
    new Keys(host, pane);
    new Clicks(host, pane);
    new Wheel(host, pane);
    this.#dropAndPaste = new DropAndPaste(host);
  }

  /** The index of the plane of three that is shown alone; undefined where all are. */
  get maximized(): number | undefined {
    return this.#pane.maximized;
  }

  /** Whether files are held over the element. */
  get isDropTarget(): boolean {
    return this.#dropAndPaste.isDropTarget;
  }
}
