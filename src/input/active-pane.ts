import { paneSizeOf } from '../display/pane-size.js';
import type { PictureImage } from '../protocol/messages.js';
import { movedBy, planesOf } from '../view/crosshair.js';
import { placementOf, type PaneSize, type PlacementState } from '../view/placement.js';
import { clampIndex } from '../view/view.js';
import type { InputHost } from './input-host.js';
import { panesOf } from './stage.js';
import { whileConnected } from './while-connected.js';

/** The pane that the pointer was over last: of three planes, wheel and keys step through this one. */
export class ActivePane {
  readonly #host: InputHost;
  #index = 0;
  #maximized: number | undefined;

  constructor(host: InputHost) {
    this.#host = host;
    whileConnected(host.element, (signal) => {
      const { renderRoot } = host.element;
      renderRoot.addEventListener('pointerover', this.#handlePointerOver, { signal });
    });
  }

  /** The element of the pane. */
  get element(): HTMLElement | undefined {
    const panes = panesOf(this.#host.element);
    return panes[this.#index] ?? panes[0];
  }

  /** The image on its canvas; undefined where nothing is shown. */
  get image(): PictureImage | undefined {
    const { operable } = this.#host.viewport;
    return operable?.picture.images[this.#index] ?? operable?.image;
  }

  /** How its image lies in it; undefined where nothing is shown. */
  get placement(): PlacementState | undefined {
    return this.image && placementOf(this.#host.element, this.image);
  }

  get size(): PaneSize {
    const { element } = this;
    return element ? paneSizeOf(element) : { width: 0, height: 0, image: { width: 0, height: 0 } };
  }

  /** The frame that is shown: of a plane the painted one, else the one that is asked for. */
  get frame(): number {
    const { view, frameCount } = this.#host.viewport;
    return this.#plane?.frame ?? clampIndex(view.frame ?? 0, frameCount);
  }

  get frameCount(): number {
    return this.#plane?.frameCount ?? this.#host.viewport.frameCount;
  }

  /** Shows one of three planes alone, or all of them again. */
  toggleMaximized(): void {
    this.#maximized = this.#maximized === undefined ? this.#index : undefined;
    this.#host.element.requestUpdate();
  }

  /** The index of the plane of three that is shown alone. */
  get maximized(): number | undefined {
    return this.#plane && this.#maximized;
  }

  /** Shows a frame; of three planes, by moving the crosshair. */
  showFrame(frame: number): void {
    const { viewport } = this.#host;
    const plane = this.#plane;
    if (!plane) {
      this.#host.applyUserChange({ frame });
      return;
    }
    // Counted from the crosshair that is asked for: a wheel may be faster than planes are painted.
    const asked = viewport.view.crosshair;
    const isPainted = viewport.operable?.request.view.crosshair === asked;
    const { center, axes } = plane.crosshair;
    const from = isPainted ? null : asked;
    const start = { center: from?.center ?? center, axes: from?.axes ?? axes };
    const crosshair = movedBy(start, plane, frame - plane.frame);
    this.#host.applyUserChange({ crosshair });
  }

  get #plane() {
    return planesOf(this.#host.viewport.operable?.picture.images)[this.#index];
  }

  readonly #handlePointerOver = (event: Event): void => {
    const pane = (event.target as Element).closest<HTMLElement>('.pane');
    const index = pane ? panesOf(this.#host.element).indexOf(pane) : -1;
    if (index >= 0) {
      this.#index = index;
    }
  };
}
