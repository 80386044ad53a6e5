import { moved, turned, type CrosshairImage } from '../view/crosshair.js';
import type { Crosshair } from '../protocol/messages.js';

/** How the crosshair's gestures learn what is shown, and tell what the user wants. */
export interface CrosshairGestureOptions {
  /** Whose gesture it is: it ends when this changes. */
  study: () => object | undefined;
  /** A plane as it is on its canvas now, by its place among the three. */
  image: (index: number) => CrosshairImage | undefined;
  change: (crosshair: Crosshair) => void;
}

interface Drag {
  study: object | undefined;
  pointerId: number;
  /** The plane as it was when the drag began. */
  image: CrosshairImage;
  /** Where it began, in pixels of the plane. */
  x: number;
  y: number;
  isTurn: boolean;
}

/** Turns drags of the crosshair into its moves, and those of its handles into its turns. */
export class CrosshairGestures {
  readonly #options: CrosshairGestureOptions;
  #drag: Drag | undefined;

  constructor(options: CrosshairGestureOptions) {
    this.#options = options;
  }

  /** Begins a drag of what can be grasped: a line, or a handle. */
  pointerDown(event: PointerEvent, index: number): void {
    const image = this.#options.image(index);
    if (!image || event.button !== 0) {
      return;
    }
    event.stopPropagation(); // or the window would change, too
    const svg = event.currentTarget as SVGSVGElement;
    svg.setPointerCapture(event.pointerId);
    const isTurn = (event.target as Element).classList.contains('handle');
    const { pointerId } = event;
    const study = this.#options.study();
    this.#drag = { study, pointerId, image, ...pixelOf(event, image), isTurn };
  }

  readonly pointerMove = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (event.pointerId !== drag?.pointerId) {
      return;
    }
    if (this.#options.study() !== drag.study) {
      this.#drag = undefined; // another image has come under the pointer
      return;
    }
    const { image } = drag;
    const { x, y } = pixelOf(event, image);
    if (drag.isTurn) {
      const { x: centerX, y: centerY } = image.crosshair;
      const before = Math.atan2(drag.y - centerY, drag.x - centerX);
      this.#options.change(turned(image, Math.atan2(y - centerY, x - centerX) - before));
    } else {
      this.#options.change(moved(image, x - drag.x, y - drag.y));
    }
  };

  /** Ends a drag; also for a pointer that was cancelled. */
  readonly pointerUp = (event: PointerEvent): void => {
    if (event.pointerId === this.#drag?.pointerId) {
      this.#drag = undefined;
    }
  };
}

function pixelOf(event: PointerEvent, { columns, rows }: CrosshairImage): { x: number; y: number } {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  return {
    x: ((event.clientX - left) / width) * columns - 0.5,
    y: ((event.clientY - top) / height) * rows - 0.5,
  };
}
