import type { ReactiveController } from 'lit';

import type { DicomChangeDetail } from '../events.js';
import type { PictureImage } from '../protocol/messages.js';
import type { DragHandler, DragStart, Tool } from '../tools/tool.js';
import { tools } from '../tools/tools.js';
import type { ActivePane } from './active-pane.js';
import { isInteractive, type InputHost } from './input-host.js';
import { scrollPage } from './page-scroll.js';
import { placeOf, type ClientPlace } from './pointer-place.js';
import { pressedTool } from './pressed-tool.js';
import { Readout } from './readout.js';
import { isOnImage, stageOf } from './stage.js';
import type { Touch } from './touch.js';
import { whileConnected } from './while-connected.js';

/** How far the pointer moves before a drag begins, in CSS pixels: a click may slip a little. */
const threshold = 4;

/** How much slower a drag is while Shift is held. */
const fine = 0.2;

/** A pointer that is held down on an image. */
interface Press {
  pointerId: number;
  tool: Tool;
  /** The study that is shown: the press ends when another one is. */
  study: object;
  image: PictureImage;
  pane: HTMLElement;
  start: DragStart;
  /** Where the pointer is, and where the drag is, which Shift slows down. */
  pointer: ClientPlace;
  place: ClientPlace;
  /** Whether Shift does so: marks have a meaning of their own for it. */
  canBeFine: boolean;
  /** Undefined until the drag begins. */
  drag: DragHandler | undefined;
  /** How far the drag has scrolled the page up. */
  beyond: number;
  /** Removes the listeners of the press. */
  listeners: AbortController;
}

/**
 * Turns drags on the images into changes, by the tool. A drag begins after some movement and ends with
 * its pointer; Shift makes it fine. Escape, and a pointer that is cancelled or lost, restore the view before the drag. Other
 * pointers change nothing meanwhile; a second finger ends it, and both zoom.
 */
export class Drag implements ReactiveController {
  readonly #host: InputHost;
  readonly #pane: ActivePane;
  readonly #touch: Touch;
  readonly #readout: Readout;
  #press: Press | undefined;

  constructor(host: InputHost, pane: ActivePane, touch: Touch) {
    this.#host = host;
    this.#pane = pane;
    this.#touch = touch;
    this.#readout = new Readout(host, pane);
    host.element.addController(this);
    whileConnected(host.element, (signal) => {
      host.element.renderRoot.addEventListener('pointerdown', this.#handleDown, { signal });
      signal.addEventListener('abort', () => {
        this.#cancel();
      });
    });
  }

  hostUpdated(): void {
    this.#readout.update();
  }

  readonly #handleDown = (event: Event): void => {
    const { element } = this.#host;
    const stage = stageOf(element);
    const down = event as PointerEvent;
    if (!isInteractive(element) || !stage || !isOnImage(down, stage)) {
      return;
    }
    if (this.#press) {
      this.#endByFinger(down);
      return;
    }
    const isScroll = down.pointerType === 'touch' && !this.#touch.isHeld;
    const press = isScroll ? undefined : this.#pressOf(down);
    if (press) {
      if (down.button !== 0) {
        down.preventDefault(); // the browser's own scrolling by the middle button
      }
      // From now on also outside of the stage, where a fast pointer may be before the drag begins.
      stage.setPointerCapture(press.pointerId);
      this.#press = press;
      this.#listen(press, stage);
    }
  };

  /** A second finger makes of a drag a pinch, see `Pinch`. */
  #endByFinger({ pointerType }: PointerEvent): void {
    if (pointerType === 'touch') {
      this.#cancel();
    }
  }

  #pressOf(event: PointerEvent): Press | undefined {
    const { element, viewport } = this.#host;
    const { image, element: pane, placement, size } = this.#pane;
    const { operable, view } = viewport;
    const pressed = pressedTool(event, element, this.#pane.frameCount);
    if (!operable || !image || !pane || !placement || !pressed) {
      return undefined;
    }
    const place = placeOf(event, event, { image, placement, size, pane });
    const { center } = element;
    const windowing = operable.windowing(view);
    const { grasp } = pressed;
    const markTool = event.button === 0 ? this.#host.markToolAt(event.target) : undefined;
    const { clientX, clientY } = event;
    return {
      pointerId: event.pointerId,
      tool: markTool ?? tools[pressed.tool],
      pointer: { clientX, clientY },
      place: { clientX, clientY },
      canBeFine: markTool === undefined,
      beyond: 0,
      study: operable.study,
      image,
      pane,
      start: { place, image, view, windowing, placement, size, center, grasp },
      drag: undefined,
      listeners: new AbortController(),
    };
  }

  #listen({ listeners: { signal } }: Press, stage: HTMLElement): void {
    stage.addEventListener('pointermove', this.#handleMove, { signal });
    stage.addEventListener('pointerup', this.#handleUp, { signal });
    stage.addEventListener('pointercancel', this.#handleLost, { signal });
    stage.addEventListener('lostpointercapture', this.#handleLost, { signal });
    // Wherever the focus is, and before anything else that Escape closes.
    stage.ownerDocument.addEventListener('keydown', this.#handleKey, { signal, capture: true });
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
    const { start } = press;
    if (!press.drag && distance(start.place, event) < threshold) {
      return;
    }
    press.drag ??= press.tool.begin(start);
    if (press.drag) {
      this.#moveTo(event, press, press.drag);
    } else {
      this.#end();
    }
  };

  #moveTo(event: PointerEvent, press: Press, drag: DragHandler): void {
    const { clientX, clientY, shiftKey, pointerType } = event;
    const speed = shiftKey && press.canBeFine ? fine : 1;
    press.place = {
      clientX: press.place.clientX + speed * (clientX - press.pointer.clientX),
      clientY: press.place.clientY + speed * (clientY - press.pointer.clientY),
    };
    press.pointer = { clientX, clientY };
    const place = placeOf(event, press.place, { ...press.start, pane: press.pane });
    this.#apply(drag.move(place));
    if (press.tool.values) {
      this.#readout.show(press.tool.values, event);
    }
    if (pointerType === 'touch') {
      const beyond = drag.beyond?.(place) ?? 0;
      scrollPage(this.#host.element, press.beyond - beyond); // the page follows the finger
      press.beyond = beyond;
    }
  }

  readonly #handleUp = (event: PointerEvent): void => {
    const press = this.#press;
    if (event.pointerId !== press?.pointerId) {
      return;
    }
    const isShown = this.#isShown(press);
    this.#end(isShown);
    if (!press.drag && event.button === 0 && isShown) {
      this.#apply(this.#click(press));
    }
  };

  /** A click that the tool has no use for moves the crosshair of three planes there. */
  #click({ tool, start }: Press): DicomChangeDetail | undefined {
    return (tool.click ?? tools.crosshair.click)(start);
  }

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
      this.#apply(press.drag.restored);
    }
  }

  #end(isKept = false): void {
    const press = this.#press;
    press?.listeners.abort();
    this.#readout.hide();
    this.#press = undefined;
    press?.drag?.end?.(isKept);
  }

  #apply(change: DicomChangeDetail = {}): void {
    if (Object.keys(change).length > 0) {
      this.#host.applyUserChange(change);
    }
  }

  #isShown({ study }: Press): boolean {
    return this.#host.viewport.operable?.study === study;
  }
}

function distance(a: ClientPlace, b: ClientPlace): number {
  return Math.hypot(b.clientX - a.clientX, b.clientY - a.clientY);
}
