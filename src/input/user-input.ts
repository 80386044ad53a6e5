import { ActivePane } from './active-pane.js';
import { Clicks } from './clicks.js';
import { Drag } from './drag.js';
import type { InputHost } from './input-host.js';
import { Keys } from './keys.js';
import { Pinch } from './pinch.js';
import { Touch } from './touch.js';
import { Wheel } from './wheel.js';

/** What answers pointers, keys and the wheel on an element's images; fetched when a visitor may first use them. */
export class UserInput {
  readonly #pane: ActivePane;

  constructor(host: InputHost) {
    const pane = new ActivePane(host);
    this.#pane = pane;
    const touch = new Touch(host);
    new Drag(host, pane, touch);
    new Pinch(host, pane, touch);
    new Keys(host, pane);
    new Clicks(host, pane);
    new Wheel(host, pane);
  }

  /** The index of the plane of three that is shown alone; undefined where all are. */
  get maximized(): number | undefined {
    return this.#pane.maximized;
  }
}
