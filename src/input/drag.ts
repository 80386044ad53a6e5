import type { ReactiveController } from 'lit';

import type { PictureImage } from '../protocol/messages.js';
import type { DragHandler, PointerPlace, Tool } from '../tools/tool.js';
import { isToolName, tools } from '../tools/tools.js';
import type { ActivePane } from './active-pane.js';
import type { InputHost } from './input-host.js';
import { isOnImage, stageOf } from './stage.js';

/** How far the pointer moves before a drag begins, in CSS pixels: a click may slip a little. */
const threshold = 4;

/** A pointer that is held down on an image. */
interface Press {
  pointerId: number;
  tool: Tool;
  grasp: string | undefined;
  /** The study that is shown: the press ends when another one is. */
  study: object;
  image: PictureImage;
  canvas: Element;
  stage: HTMLElement;
  start: PointerPlace;
  /** Undefined until the drag begins. */
  drag: DragHandler | undefined;
  /** Removes the listeners of the press. */
  listeners: AbortController;
}

/**
 * Turns drags on the images into changes, by the tool. A drag begins after some movement and ends with
 * its pointer. Escape, and a pointer that is cancelled or lost, restore the view before the drag. Other
 * pointers change nothing meanwhile.
 */
export class Drag implements ReactiveController {
  readonly #host: InputHost;
  readonly #pane: ActivePane;
  #press: Press | undefined;

  constructor(host: InputHost, pane: ActivePane) {
    this.#host = host;
    this.#pane = pane;
    host.element.addController(this);
  }

  hostConnected(): void {
    this.#host.element.renderRoot.addEventListener('pointerdown', this.#handleDown);
  }

  hostDisconnected(): void {
    this.#host.element.renderRoot.removeEventListener('pointerdown', this.#handleDown);
    this.#cancel();
  }

  readonly #handleDown = (event: Event): void => {
    const stage = stageOf(this.#host.element);
    const down = event as PointerEvent;
    if (this.#press || down.button !== 0 || !stage || !isOnImage(down, stage)) {
      return;
    }
    const isScroll = down.pointerType === 'touch' && !stage.matches(':focus');
    const press = isScroll ? undefined : this.#pressOf(down, stage);
    if (press) {
      // From now on also outside of the stage, where a fast pointer may be before the drag begins.
      stage.setPointerCapture(press.pointerId);
      this.#press = press;
      this.#listen(press);
    }
  };

  #pressOf(event: PointerEvent, stage: HTMLElement): Press | undefined {
    const study = this.#host.viewport.operable?.study;
    const { image } = this.#pane;
    const canvas = this.#pane.element?.querySelector('canvas');
    if (!study || !image || !canvas) {
      return undefined;
    }
    const { tool, grasp } = (event.target as HTMLElement | SVGElement).dataset;
    return {
      pointerId: event.pointerId,
      tool: tools[isToolName(tool) ? tool : 'window'],
      grasp,
      study,
      image,
      canvas,
      stage,
      start: placeOf(event, image, canvas),
      drag: undefined,
      listeners: new AbortController(),
    };
  }

  #listen({ stage, listeners: { signal } }: Press): void {
    stage.addEventListener('pointermove', this.#handleMove, { signal });
    stage.addEventListener('pointerup', this.#handleUp, { signal });
    stage.addEventListener('pointercancel', this.#handleLost, { signal });
    stage.addEventListener('lostpointercapture', this.#handleLost, { signal });
    // Wherever the focus is, and before anything else that Escape closes.
    document.addEventListener('keydown', this.#handleKey, { signal, capture: true });
  }

  readonly #handleMove = (event: PointerEvent): void => {
    const press = this.#press;
    if (event.pointerId !== press?.pointerId) {
      return;
    }
    if (!this.#isShown(press)) {
      this.#end();
      return;
    }
    const place = placeOf(event, press.image, press.canvas);
    if (!press.drag && distance(press.start, place) < threshold) {
      return;
    }
    press.drag ??= this.#begin(press);
    if (press.drag) {
      this.#host.applyUserChange(press.drag.move(place));
    } else {
      this.#end();
    }
  };

  #begin({ tool, grasp, image, stage, start: place }: Press): DragHandler | undefined {
    const { view, operable } = this.#host.viewport;
    const { width, height } = stage.getBoundingClientRect();
    const windowing = operable?.windowing(view);
    return tool.begin({ place, image, view, windowing, stage: { width, height }, grasp });
  }

  readonly #handleUp = (event: PointerEvent): void => {
    if (event.pointerId === this.#press?.pointerId) {
      this.#end();
    }
  };

  readonly #handleLost = (event: PointerEvent): void => {
    if (event.pointerId === this.#press?.pointerId) {
      this.#cancel();
    }
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#cancel();
    }
  };

  /** Ends the drag and restores the view before it. */
  #cancel(): void {
    const press = this.#press;
    this.#end();
    // The view before the drag is not one of a source that has come since.
    if (press?.drag && this.#isShown(press)) {
      this.#host.applyUserChange(press.drag.restored);
    }
  }

  #end(): void {
    this.#press?.listeners.abort();
    this.#press = undefined;
  }

  #isShown({ study }: Press): boolean {
    return this.#host.viewport.operable?.study === study;
  }
}

function placeOf(
  event: PointerEvent,
  { columns, rows }: PictureImage,
  canvas: Element,
): PointerPlace {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const { clientX, clientY, altKey, ctrlKey, metaKey, shiftKey } = event;
  return {
    x: ((clientX - left) / width) * columns - 0.5,
    y: ((clientY - top) / height) * rows - 0.5,
    clientX,
    clientY,
    altKey,
    ctrlKey,
    metaKey,
    shiftKey,
  };
}

function distance(a: PointerPlace, b: PointerPlace): number {
  return Math.hypot(b.clientX - a.clientX, b.clientY - a.clientY);
}
