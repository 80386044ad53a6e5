import { centerWith, matrixOf, toImage, zoomOf, type ImagePoint } from '../view/placement.js';
import type { ActivePane } from './active-pane.js';
import { isInteractive, type InputHost } from './input-host.js';
import { panePlace } from './pointer-place.js';
import { isOnImage, stageOf } from './stage.js';
import type { Touch } from './touch.js';
import { whileConnected } from './while-connected.js';

/**
 * Zooms and pans by two fingers on the image while touch is the image's: the points of the image under the fingers stay
 * under them.
 */
export class Pinch {
  readonly #host: InputHost;
  readonly #pane: ActivePane;
  readonly #touch: Touch;
  /** Where the fingers are, in their pane. */
  readonly #fingers = new Map<number, ImagePoint>();

  constructor(host: InputHost, pane: ActivePane, touch: Touch) {
    this.#host = host;
    this.#pane = pane;
    this.#touch = touch;
    whileConnected(host.element, (signal) => {
      const { renderRoot } = host.element;
      renderRoot.addEventListener('pointerdown', this.#handleDown, { signal });
      renderRoot.addEventListener('pointermove', this.#handleMove, { signal });
      renderRoot.addEventListener('pointerup', this.#handleUp, { signal });
      renderRoot.addEventListener('pointercancel', this.#handleUp, { signal });
      signal.addEventListener('abort', () => {
        this.#fingers.clear();
      });
    });
  }

  readonly #handleDown = (event: Event): void => {
    const { element } = this.#host;
    const stage = stageOf(element);
    const down = event as PointerEvent;
    if (!stage || !isInteractive(element) || !isOnImage(down, stage)) {
      return;
    }
    if (this.#touch.isHeld && down.pointerType === 'touch' && this.#fingers.size < 2) {
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
