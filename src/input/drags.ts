import type { DicomChangeDetail } from '../events.js';
import type { DragHandler, Place, Tool } from '../tools/tool.js';
import type { InputTarget } from './input-target.js';

/** How far a pointer moves, in CSS pixels, before that is a drag and not a click. */
const threshold = 4;

interface Drag {
  study: object;
  pointerId: number;
  handler: DragHandler;
  /** Where it began, on the page in CSS pixels, and on the element. */
  x: number;
  y: number;
  from: Place;
  /** The values before the first change; undefined until there is one. */
  before: DicomChangeDetail | undefined;
  /** Ends the listening. */
  ended: AbortController;
}

/**
 * Drags, one at a time. A drag ends when the pointer is released or another source is displayed;
 * Escape, or a browser that takes the pointer away, restores what was before.
 */
export class Drags {
  readonly #target: InputTarget;
  #drag: Drag | undefined;

  constructor(target: InputTarget) {
    this.#target = target;
  }

  /** Begins a drag over an element with a tool; does nothing where the tool can't be used. */
  begin(event: PointerEvent, element: Element, tool: Tool, pane: number): void {
    const { state } = this.#target;
    const handler = state && tool(state, pane);
    if (!handler || this.#drag) {
      return;
    }
    const { pointerId, clientX: x, clientY: y } = event;
    const ended = new AbortController();
    const from = placeOn(element, event);
    const { study } = state;
    this.#drag = { study, pointerId, handler, x, y, from, before: undefined, ended };
    element.setPointerCapture(pointerId);
    const { signal } = ended;
    const listen = (type: string, act: (event: PointerEvent) => void) => {
      const listener = (heard: Event) => {
        if ((heard as PointerEvent).pointerId === pointerId) {
          act(heard as PointerEvent);
        }
      };
      element.addEventListener(type, listener, { signal });
    };
    listen('pointermove', (move) => {
      this.#move(element, move);
    });
    listen('pointerup', this.#end);
    listen('pointercancel', this.#cancel);
    const options = { signal, capture: true };
    element.ownerDocument.addEventListener('keydown', this.#handleKey, options);
  }

  /** Ends a drag that goes on, and keeps what it has changed. */
  stop(): void {
    this.#end();
  }

  #move(element: Element, event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) {
      return;
    }
    if (this.#target.state?.study !== drag.study) {
      this.#end(); // another image has come under the pointer
      return;
    }
    const distance = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
    if (!drag.before && distance < threshold) {
      return;
    }
    const change = drag.handler(drag.from, placeOn(element, event));
    drag.before ??= this.#target.valuesOf(change);
    this.#target.change(change);
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#cancel();
    }
  };

  readonly #cancel = (): void => {
    const drag = this.#drag;
    this.#end();
    if (drag?.before && this.#target.state?.study === drag.study) {
      this.#target.change(drag.before);
    }
  };

  readonly #end = (): void => {
    this.#drag?.ended.abort();
    this.#drag = undefined;
  };
}

function placeOn(element: Element, { clientX, clientY }: PointerEvent): Place {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: (clientX - left) / width, y: (clientY - top) / height };
}
