import { initialPlacement } from '../view/placement.js';
import type { ActivePane } from './active-pane.js';
import { isInteractive, type InputHost } from './input-host.js';
import { isOnImage, stageOf } from './stage.js';
import { whileConnected } from './while-connected.js';

/**
 * A double click shows one of three planes alone, or all three again; of one image, it fits it into its pane. The
 * browser's menu of the right button stays away from the image where there are controls, for that button zooms;
 * with Shift, and by the key for menus, it opens.
 */
export class Clicks {
  readonly #host: InputHost;
  readonly #pane: ActivePane;
  readonly #focused: ActivePane;

  constructor(host: InputHost, pane: ActivePane, focused: ActivePane) {
    this.#host = host;
    this.#pane = pane;
    this.#focused = focused;
    whileConnected(host.element, (signal) => {
      const { renderRoot } = host.element;
      renderRoot.addEventListener('dblclick', this.#handleDoubleClick, { signal });
      renderRoot.addEventListener('contextmenu', this.#handleMenu, { signal });
    });
  }

  readonly #handleDoubleClick = (event: Event): void => {
    const { element, viewport } = this.#host;
    const stage = stageOf(element);
    if (!isInteractive(element) || !viewport.operable || !stage || !isOnImage(event, stage)) {
      return;
    }
    if (this.#pane.image?.crosshair) {
      this.#focused.toggleMaximized(this.#pane.index);
    } else {
      const { zoom, center } = initialPlacement;
      this.#host.applyUserChange({ zoom, center });
    }
  };

  readonly #handleMenu = (event: Event): void => {
    const { element } = this.#host;
    const stage = stageOf(element);
    const { button, shiftKey } = event as PointerEvent;
    if (element.controls && stage && button === 2 && !shiftKey && isOnImage(event, stage)) {
      event.preventDefault();
    }
  };
}
