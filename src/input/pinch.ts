import type { ReactiveController } from 'lit';

import { centerWith, matrixOf, toImage, zoomOf, type ImagePoint } from '../view/placement.js';
import type { ActivePane } from './active-pane.js';
import { isInteractive, type InputHost } from './input-host.js';
import { panePlace } from './pointer-place.js';
import { hasFocus, isOnImage, stageOf } from './stage.js';

/**
 * Zooms and pans by two fingers on the image while it has focus: the points of the image under the fingers stay
 * under them.
 */
export class Pinch implements ReactiveController {
  readonly #host: InputHost;
  readonly #pane: ActivePane;
  /** Where the fingers are, in their pane. */
  readonly #fingers = new Map<number, ImagePoint>();

  constructor(host: InputHost, pane: ActivePane) {
    this.#host = host;
    this.#pane = pane;
    host.element.addController(this);
  }

  hostConnected(): void {
    const { renderRoot } = this.#host.element;
    renderRoot.addEventListener('pointerdown', this.#handleDown);
    renderRoot.addEventListener('pointermove', this.#handleMove);
    renderRoot.addEventListener('pointerup', this.#handleUp);
    renderRoot.addEventListener('pointercancel', this.#handleUp);
  }

  hostDisconnected(): void {
    const { renderRoot } = this.#host.element;
    renderRoot.removeEventListener('pointerdown', this.#handleDown);
    renderRoot.removeEventListener('pointermove', this.#handleMove);
    renderRoot.removeEventListener('pointerup', this.#handleUp);
    renderRoot.removeEventListener('pointercancel', this.#handleUp);
    this.#fingers.clear();
  }

  readonly #handleDown = (event: Event): void => {
    const { element } = this.#host;
    const stage = stageOf(element);
    const down = event as PointerEvent;
    if (!stage || !hasFocus(stage) || !isInteractive(element) || !isOnImage(down, stage)) {
      return;
    }
    if (down.pointerType === 'touch' && this.#fingers.size < 2) {
      this.#put(down);
    }
  };

  readonly #handleMove = (event: Event): void => {
    const move = event as PointerEvent;
    if (!this.#fingers.has(move.pointerId)) {
      return;
    }
    const before = [...this.#fingers.values()];
    this.#put(move);
    const [a, b] = before;
    const [c, d] = this.#fingers.values();
    if (a && b && c && d) {
      this.#change([a, b], [c, d]);
    }
  };

  readonly #handleUp = (event: Event): void => {
    this.#fingers.delete((event as PointerEvent).pointerId);
  };

  #put(event: PointerEvent): void {
    const { element: pane } = this.#pane;
    if (pane) {
      this.#fingers.set(event.pointerId, panePlace(event, pane));
    }
  }

  #change(before: FingerPair, after: FingerPair): void {
    const { image, placement, size } = this.#pane;
    if (!image || !placement) {
      return;
    }
    const zoom = zoomOf((placement.zoom * gap(after)) / (gap(before) || 1));
    if (image.crosshair) {
      this.#host.applyUserChange({ zoom });
      return;
    }
    const point = toImage(matrixOf(placement, image, size), middle(before));
    const center = centerWith({ ...placement, zoom }, image, size, point, middle(after));
    this.#host.applyUserChange({ zoom, center });
  }
}

type FingerPair = readonly [ImagePoint, ImagePoint];

function gap([[x1, y1], [x2, y2]]: FingerPair): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

function middle([[x1, y1], [x2, y2]]: FingerPair): ImagePoint {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}
