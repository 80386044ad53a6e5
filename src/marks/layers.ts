import { nothing, render } from 'lit/html.js';

import { isMarkTool, type Annotation } from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';
import type { Bounds } from '../annotations/shape.js';
import { sightOf } from '../annotations/sight.js';
import type { Picture, PictureImage } from '../protocol/messages.js';
import {
  matrixOf,
  toPane,
  type Matrix,
  type PaneSize,
  type PlacementState,
} from '../view/placement.js';
import { placesSeen } from './drawing.js';
import type { MarkedPane, MarksHost } from './host.js';
import { drawMarks } from './canvas.js';
import { layerTemplate, type SeenMark } from './layer.js';
import { markedImage } from './marked-image.js';
import type { Sketch } from './sketch.js';
import type { MarkStore } from './store.js';

/** As in marks.styles.ts. */
const defaultColor = '#ffd84d';

/** The layers of marks in the panes of an element, each made anew when what it depends on changes. */
export class Layers {
  readonly #host: MarksHost;
  readonly #store: MarkStore;
  readonly #sketch: Sketch;
  /** Panes may change their size while nothing else changes. */
  #resizes: ResizeObserver | undefined;
  /** The window that the element is in. */
  #view: Window | undefined;
  /** How many times they did. */
  #sizes = 0;
  /** What each pane's layer was made of. */
  #made = new WeakMap<Element, readonly unknown[]>();

  constructor(host: MarksHost, store: MarkStore, sketch: Sketch) {
    this.#host = host;
    this.#store = store;
    this.#sketch = sketch;
  }

  /** Brings them up to date. */
  render(): void {
    const { panes, renderRoot } = this.#host;
    const view = renderRoot.ownerDocument.defaultView;
    if (view && view !== this.#view) {
      this.#enter(view);
    }
    panes.forEach((pane, index) => {
      this.#renderPane(pane, index);
    });
    for (const pane of renderRoot.querySelectorAll('.pane')) {
      const container = layerOf(pane);
      if (container && panes.every(({ element }) => element !== pane) && this.#made.delete(pane)) {
        render(nothing, container); // its image has gone
      }
    }
  }

  /** Follows the sizes of panes by the window's own observer: that of another is late, and an error of the page. */
  #enter(view: Window & typeof globalThis): void {
    this.#view = view;
    this.#made = new WeakMap();
    this.#resizes?.disconnect();
    this.#resizes = new view.ResizeObserver(() => {
      this.#sizes += 1;
      this.#host.requestUpdate();
    });
  }

  /** Draws the marks that are seen on an image, which may not be the one in a pane. */
  draw(
    context: CanvasRenderingContext2D,
    picture: Picture,
    placement: PlacementState,
    size: PaneSize,
  ): void {
    const [image] = picture.images;
    const marks = this.#seenOn(picture, image, placesBy(matrixOf(placement, image, size)));
    drawMarks(context, marks, this.#color, { size, letters: [], language: this.#host.language });
  }

  /** The colour of marks that have none of their own. */
  get #color(): string {
    const layer = this.#host.renderRoot.querySelector('.marks');
    const color = layer ? getComputedStyle(layer).getPropertyValue('--dicom-viewer-mark') : '';
    return color === '' ? defaultColor : color;
  }

  #renderPane(pane: MarkedPane, index: number): void {
    const container = layerOf(pane.element);
    if (!container) {
      return;
    }
    const drawing = this.#sketch.drawing?.pane === index ? this.#sketch.drawing : undefined;
    // While a window is dragged, the element is updated for each frame, and marks stay as they are.
    const made = this.#made.get(pane.element);
    const parts = this.#partsOf(pane, drawing);
    if (made?.every((each, at) => Object.is(each, parts[at]))) {
      return;
    }
    if (!made) {
      this.#resizes?.observe(pane.element);
    }
    this.#made.set(pane.element, parts);
    if (this.#store.all.length === 0 && !drawing) {
      render(nothing, container);
      return;
    }
    const size = pane.size();
    const toPlaces = placesBy(matrixOf(pane.placement, pane.image, size));
    const { shown } = this.#host;
    const state = {
      marks: shown ? this.#seenOn(shown.picture, pane.image, toPlaces) : [],
      drawing: drawing && { ...drawing, places: toPlaces(placesSeen(drawing)) },
      size,
      letters: lettersOf(pane.element),
      language: this.#host.language,
    };
    render(layerTemplate(state, this.#actions), container);
  }

  /** What a pane's layer depends on. */
  #partsOf({ image, placement }: MarkedPane, drawing: unknown): readonly unknown[] {
    const { tool, isEditable, isInteractive, language, layers, shown } = this.#host;
    const { frame, grid, columns, rows, pixelAspectRatio } = image;
    const place = JSON.stringify([placement, frame, grid, columns, rows, pixelAspectRatio]);
    const { all, selected } = this.#store;
    const metadata = shown?.picture.metadata;
    return [all, selected, drawing, metadata, this.#sizes, place, tool, isEditable, isInteractive, language, layers?.revision]; // prettier-ignore
  }

  #seenOn(
    picture: Picture,
    image: PictureImage,
    toPlaces: (places: readonly Place[]) => readonly Place[],
  ): SeenMark[] {
    const marked = markedImage(picture, image);
    const { isEditable, isInteractive, layers, tool } = this.#host;
    const isDrawing = isMarkTool(tool) && tool !== 'select';
    return this.#store.all.flatMap((annotation) => {
      const sight = sightOf(annotation, marked);
      if (!sight) {
        return [];
      }
      const isSelected = annotation.id === this.#store.selected?.id;
      const canBeChosen = isInteractive && (isEditable || tool === 'select') && !isDrawing;
      const canBeChanged = isInteractive && isEditable && annotation.locked !== true;
      const { isWhole } = sight;
      const places = toPlaces(sight.places);
      const [[x, y] = [-1, -1]] = sight.places;
      const besides = annotation.type === 'probe' ? (layers?.at(image, x, y) ?? []) : [];
      return [{ annotation, isWhole, places, besides, isSelected, canBeChosen, canBeChanged }];
    });
  }

  readonly #actions = {
    reveal: (annotation: Annotation) => {
      this.#store.reveal(annotation);
    },
    enterText: (text: string) => {
      this.#sketch.enterText(text);
    },
  };
}

/** What takes places on an image to places in its pane. */
function placesBy(matrix: Matrix): (places: readonly Place[]) => readonly Place[] {
  return (places) => places.map((place) => toPane(matrix, place));
}

/** Where the letters at the edges of a pane's image stand. */
function lettersOf(pane: HTMLElement): Bounds[] {
  const { left: x, top: y } = pane.getBoundingClientRect();
  return [...pane.querySelectorAll('.letters span')].map((letter) => {
    const text = document.createRange();
    text.selectNodeContents(letter); // their elements are as wide as the image
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { left: left - x, right: right - x, top: top - y, bottom: bottom - y };
  });
}

function layerOf(pane: Element): HTMLElement | null {
  return pane.querySelector<HTMLElement>('.marks');
}
