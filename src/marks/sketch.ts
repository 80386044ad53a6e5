import type { Annotation, AnnotationType } from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';
import { pointsAt } from '../annotations/sight.js';
import type { PictureImage } from '../protocol/messages.js';
import { matrixOf, toImage, toPane, type ImagePoint, type Matrix } from '../view/placement.js';
import {
  annotationOf,
  begun,
  canBeClosed,
  drawnAround,
  isComplete,
  withClick,
  withDrag,
  type Drawing,
} from './drawing.js';
import type { MarkedPane } from './host.js';
import type { MeasuredImage } from './measuring.js';

/** How near to its first corner, in CSS pixels, a click closes a polygon. */
const closingDistance = 8;

/** Where marks are drawn, and where they go to. */
export interface SketchHost {
  readonly panes: readonly MarkedPane[];
  readonly images: readonly MeasuredImage[];
  add(annotation: Annotation): void;
  requestUpdate(): void;
  /** Has a text asked for, beside the mark. */
  askText(): void;
}

/** The mark that a user is drawing, by clicks and drags. */
export class Sketch {
  readonly #host: SketchHost;
  #drawing: Drawing | undefined;
  /** What was there before a drag that goes on: its steps don't add up. */
  #beforeDrag: Drawing | undefined;

  constructor(host: SketchHost) {
    this.#host = host;
  }

  get drawing(): Drawing | undefined {
    return this.#drawing;
  }

  /** Sets a point by a click. */
  click(type: AnnotationType, image: PictureImage, place: Place): void {
    const drawing = this.#drawingOn(type, image);
    if (type === 'polygon' && this.#isNearStart(drawing, place)) {
      this.close();
    } else {
      this.#continue(withClick(drawing, place));
    }
  }

  /** Shows what a drag would come to; `isOver` sets its points. */
  drag(type: AnnotationType, image: PictureImage, from: Place, to: Place, isOver: boolean): void {
    this.#beforeDrag ??= this.#drawingOn(type, image);
    const after = withDrag(this.#beforeDrag, from, to);
    if (isOver) {
      this.#beforeDrag = undefined;
      this.#continue(after);
    } else {
      this.#set(after);
    }
  }

  /** Takes back what a drag showed. */
  cancelDrag(): void {
    const before = this.#beforeDrag;
    this.#beforeDrag = undefined;
    this.#set(before?.places.length ? before : undefined);
  }

  /** Draws a mark of usual shape in the middle of the first pane; returns whether there is one. */
  drawInMiddle(type: AnnotationType): boolean {
    const [pane] = this.#host.panes;
    if (!pane) {
      return false;
    }
    const { width, height } = pane.size();
    const matrix = matrixIn(pane);
    const middle = toImage(matrix, [width / 2, height / 2]);
    const [x] = toImage(matrix, [width / 2 + Math.min(width, height) / 8, height / 2]);
    const [, y] = toImage(matrix, [width / 2, height / 2 + Math.min(width, height) / 8]);
    const reach = Math.max(Math.abs(x - middle[0]), Math.abs(y - middle[1]));
    const drawing = drawnAround(type, 0, middle, reach);
    if (type === 'polygon') {
      this.#finish(drawing);
    } else {
      this.#continue(drawing);
    }
    return true;
  }

  /** Between clicks, the line to the next point follows the pointer. */
  follow({ clientX, clientY, buttons }: PointerEvent): void {
    const drawing = this.#drawing;
    const pane = drawing && this.#host.panes[drawing.pane];
    if (pane && buttons === 0 && !drawing.asksText) {
      const { left, top } = pane.element.getBoundingClientRect();
      this.#set({ ...drawing, next: toImage(matrixIn(pane), [clientX - left, clientY - top]) });
    }
  }

  /** Ends a polygon at the points that are set; returns whether there is one that can be. */
  close(): boolean {
    const drawing = this.#drawing;
    if (drawing?.type !== 'polygon' || !canBeClosed(drawing)) {
      return false;
    }
    this.#finish(drawing);
    return true;
  }

  /** Ends a polygon by a double click, of which both clicks have set the last corner. */
  closeTwice(): void {
    if (this.#drawing) {
      this.#drawing = { ...this.#drawing, places: this.#drawing.places.slice(0, -1) };
      this.close();
    }
  }

  /** Ends a mark with its text; without one there is no mark. */
  enterText(text: string): void {
    const drawing = this.#drawing;
    if (drawing?.asksText && text) {
      this.#finish(drawing, text);
    } else {
      this.cancel();
    }
  }

  cancel(): void {
    this.#set(undefined);
  }

  /** The drawing to go on with: of the type, in the pane of an image. */
  #drawingOn(type: AnnotationType, image: PictureImage): Drawing {
    const pane = this.#host.panes.findIndex((each) => each.image === image);
    const drawing = this.#drawing;
    return drawing?.type === type && drawing.pane === pane ? drawing : begun(type, pane);
  }

  #set(drawing: Drawing | undefined): void {
    this.#drawing = drawing;
    this.#host.requestUpdate();
  }

  #continue(drawing: Drawing): void {
    if (!isComplete(drawing)) {
      this.#set(drawing);
    } else if (drawing.type === 'text') {
      this.#set({ ...drawing, asksText: true });
      this.#host.askText();
    } else {
      this.#finish(drawing);
    }
  }

  /** Adds the mark that was drawn. */
  #finish(drawing: Drawing, text?: string): void {
    this.#set(undefined);
    const image = this.#host.images[drawing.pane];
    if (image) {
      const { frame, plane, sopInstanceUID, grid } = image.marked;
      const place = plane ? { plane } : { frame, ...(sopInstanceUID && { sopInstanceUID }) };
      this.#host.add(annotationOf(drawing, pointsAt(place, drawing.places, grid), place, text));
    }
  }

  #isNearStart(drawing: Drawing, place: Place): boolean {
    const pane = this.#host.panes[drawing.pane];
    const [first] = drawing.places;
    if (!pane || !first || !canBeClosed(drawing)) {
      return false;
    }
    const matrix = matrixIn(pane);
    return distance(toPane(matrix, first), toPane(matrix, place)) <= closingDistance;
  }
}

/** The map from an image's pixels to CSS pixels of its pane. */
export function matrixIn(pane: MarkedPane): Matrix {
  return matrixOf(pane.placement, pane.image, pane.size());
}

function distance(a: ImagePoint, b: ImagePoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
