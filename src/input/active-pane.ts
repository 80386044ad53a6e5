import { paneSizeOf } from '../display/pane-size.js';
import type { Crosshair, PictureImage } from '../protocol/messages.js';
import { movedBy, planesOf, turned } from '../view/crosshair.js';
import { placementOf, type PaneSize, type PlacementState } from '../view/placement.js';
import { clampIndex } from '../view/view.js';
import type { InputHost } from './input-host.js';
import { panesOf } from './stage.js';
import { whileConnected } from './while-connected.js';

/**
 * The pane that the pointer was over last: of three planes, the wheel steps through this one. Or, if it follows the
 * focus, the pane that had that last: keys step through that one, wherever the pointer is.
 */
export class ActivePane {
  readonly #host: InputHost;
  readonly #followsFocus: boolean;
  #index = 0;
  #isMaximized = false;

  constructor(host: InputHost, followsFocus = false) {
    this.#host = host;
    this.#followsFocus = followsFocus;
    whileConnected(host.element, (signal) => {
      const { renderRoot } = host.element;
      renderRoot.addEventListener('pointerover', this.#handle, { signal });
      renderRoot.addEventListener('focusin', this.#handle, { signal });
    });
  }

  /** Which of the panes it is. */
  get index(): number {
    return this.#index;
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

  /** Whether it is shown alone of three planes. */
  get isMaximized(): boolean {
    return this.#plane !== undefined && this.#isMaximized;
  }

  /** Shows a plane of three alone, or all of them again. */
  toggleMaximized(index: number): void {
    this.#isMaximized = !this.#isMaximized;
    this.choose(index);
  }

  /** Makes a pane the active one. */
  choose(index: number): void {
    this.#index = index;
    this.#host.element.requestUpdate();
  }

  /** Shows a frame; of three planes, by moving the crosshair. */
  showFrame(frame: number): void {
    const plane = this.#plane;
    this.#host.applyUserChange(
      plane
        ? { crosshair: movedBy(this.#crosshair(plane), plane, frame - plane.frame) }
        : { frame },
    );
  }

  /** Turns the crosshair in one of three planes, by an angle in radians, clockwise; returns whether it is one. */
  turn(angle: number): boolean {
    const plane = this.#plane;
    if (plane) {
      const crosshair = { ...plane.crosshair, ...this.#crosshair(plane) };
      this.#host.applyUserChange({ crosshair: turned({ ...plane, crosshair }, angle) });
    }
    return plane !== undefined;
  }

  get #plane() {
    return planesOf(this.#host.viewport.operable?.picture.images)[this.#index];
  }

  /** The crosshair that is asked for: a wheel and keys may be faster than planes are painted. */
  #crosshair({ crosshair: { center, axes } }: { crosshair: Crosshair }): Crosshair {
    const { operable, view } = this.#host.viewport;
    const asked = view.crosshair;
    const from = operable?.request.view.crosshair === asked ? null : asked;
    return { center: from?.center ?? center, axes: from?.axes ?? axes };
  }

  readonly #handle = ({ type, target }: Event): void => {
    const panes = panesOf(this.#host.element);
    // A pane that has the focus keeps the keys while the pointer is over another.
    const hasFocus = this.#followsFocus && panes.some((each) => each.matches(':focus'));
    const pane = (target as Element).closest<HTMLElement>('.pane');
    const index = pane ? panes.indexOf(pane) : -1;
    if (type !== (hasFocus ? 'focusin' : 'pointerover') || index < 0 || index === this.#index) {
      return;
    }
    if (this.#followsFocus) {
      this.choose(index); // another plane is announced
    } else {
      this.#index = index;
    }
  };
}
