/** The marks of an element: a bundle of its own, fetched when there are marks or a tool for them is chosen. */

import { render } from 'lit/html.js';

import {
  isAnnotationType,
  isMarkTool,
  unmeasured,
  type Annotation,
} from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';
import { reshaped, translated } from '../annotations/shape.js';
import { sightOf, type MarkedImage } from '../annotations/sight.js';
import { validAnnotations } from '../annotations/validation.js';
import { detailOf } from '../languages/message.js';
import { fetchWithStallLimit, readAll } from '../network/fetch.js';
import type { PictureImage } from '../protocol/messages.js';
import { idleTool, type Tool } from '../tools/tool.js';
import { graspOf } from './grasp.js';
import type { MarksHost } from './host.js';
import { Layers } from './layers.js';
import { listTemplate } from './list.js';
import { marksHostOf, type MarkedElement, type MarksContext } from './marked-element.js';
import { markedImage } from './marked-image.js';
import { Measuring, type MeasuredImage } from './measuring.js';
import { Sketch } from './sketch.js';
import { MarkStore } from './store.js';
export { marksStyles as styles } from './marks.styles.js';
export { takeTrustPolicy } from '../trusted-types.js';
import { deselectingTool, drawingTool, graspTool, withPlaces } from './tools.js';

export { marksMessages } from '../languages/en/marks-messages.js';

/** The marks of an element. */
export function createMarks(element: MarkedElement, context: MarksContext): Marks {
  return new Marks(marksHostOf(element, context));
}

/** Shows the marks of an element, lets a visitor change them, and has them measured. */
export class Marks {
  readonly #host: MarksHost;
  readonly #store: MarkStore;
  readonly #measuring: Measuring;
  readonly #layers: Layers;
  /** The marks that are known to be valid: those that were checked, or made here. */
  #valid: readonly Annotation[] = [];
  /** What measurements hold for. */
  #basis = '';
  readonly #studies = new WeakMap<object, number>();
  #studyCount = 0;
  readonly #sketch: Sketch;
  #events: Promise<void> = Promise.resolve();

  constructor(host: MarksHost) {
    this.#host = host;
    const setAnnotations = (annotations: readonly Annotation[]) => {
      this.#valid = annotations;
      host.annotations = annotations;
    };
    this.#store = new MarkStore({
      get annotations() {
        return host.annotations;
      },
      set annotations(annotations) {
        setAnnotations(annotations);
      },
      emit: (action, annotation) => {
        this.#emit(action, annotation);
      },
      requestUpdate: () => {
        host.requestUpdate();
      },
    });
    this.#measuring = new Measuring((annotation, measurement) => {
      this.#store.measured(annotation, measurement);
    });
    const images = () => this.#images;
    this.#sketch = new Sketch({
      get panes() {
        return host.panes;
      },
      get images() {
        return images();
      },
      add: (annotation) => {
        this.#store.add(annotation);
      },
      requestUpdate: () => {
        host.requestUpdate();
      },
      askText: () => {
        requestAnimationFrame(() => {
          host.renderRoot.querySelector<HTMLElement>('.mark-text')?.focus();
        });
      },
    });
    this.#layers = new Layers(host, this.#store, this.#sketch);
    const { renderRoot } = host;
    renderRoot.addEventListener('keydown', this.#handleKey, { capture: true });
    renderRoot.addEventListener('dblclick', this.#handleDoubleClick, { capture: true });
    renderRoot.addEventListener('pointermove', this.#handleMove);
  }

  /** Brings the layers and the list up to date, after each update of the element. */
  update(): void {
    this.#takeMarks();
    this.#dropOldMeasurements();
    const { drawing } = this.#sketch;
    if (drawing && drawing.type !== this.#host.tool) {
      this.#sketch.cancel(); // another tool was chosen
    }
    this.#layers.render();
    this.#renderList();
    this.#measuring.run(
      () => this.#images,
      () => this.#store.all,
    );
  }

  /** The tool that a press of the primary button means, on what is under the pointer. */
  toolAt(target: EventTarget | null): Tool | undefined {
    const { tool, isEditable } = this.#host;
    const grasp = graspOf(target);
    if (grasp) {
      return graspTool(grasp, this.#store, (image) => this.#markedOf(image), isEditable);
    }
    if (!isMarkTool(tool)) {
      return undefined;
    }
    if (tool === 'select') {
      return deselectingTool(this.#store);
    }
    return isEditable ? drawingTool(tool, this.#sketch) : idleTool;
  }

  /** Resolves once what is seen is measured. */
  async settled(): Promise<void> {
    await this.#measuring.settled();
  }

  /** Draws the marks that are seen on the first image of a picture. */
  draw(...drawing: Parameters<Layers['draw']>): void {
    this.#layers.draw(...drawing);
  }

  /** Takes the marks from a URL; those that the page sets meanwhile stay. */
  async load(src: string, crossOrigin: 'anonymous' | 'use-credentials'): Promise<void> {
    const url = new URL(src, document.baseURI).href;
    const credentials = crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
    const { annotations } = this.#host;
    try {
      const response = await fetchWithStallLimit(url, { credentials });
      if (!response.ok || !response.body) {
        throw new Error(`${url} answered ${String(response.status)}`);
      }
      const marks = JSON.parse(
        new TextDecoder().decode(await readAll(response.body)),
      ) as Annotation[];
      if (this.#host.annotations === annotations) {
        this.#host.annotations = marks;
        this.#takeMarks();
      }
    } catch (error) {
      this.#host.warn({
        reason: 'annotations-not-fetched',
        parameters: { detail: detailOf(error) },
      });
    }
  }

  /** Checks marks that the page has set. */
  #takeMarks(): void {
    if (this.#host.annotations === this.#valid) {
      return;
    }
    const { annotations, dropped } = validAnnotations(this.#host.annotations);
    this.#valid = annotations;
    this.#host.annotations = annotations;
    this.#store.forget();
    if (dropped > 0) {
      this.#host.warn({ reason: 'annotations-dropped', parameters: { count: dropped } });
    }
  }

  /** Of another source, or another slab, measurements don't hold. */
  #dropOldMeasurements(): void {
    const { shown } = this.#host;
    if (!shown) {
      return;
    }
    if (!this.#studies.has(shown.study)) {
      this.#studies.set(shown.study, (this.#studyCount += 1));
    }
    const { series, plane, slab, projection } = shown.view;
    const planes = plane === null ? [] : [slab, projection];
    const basis = [this.#studies.get(shown.study), series, ...planes].join();
    if (this.#basis !== '' && basis !== this.#basis) {
      const annotations = this.#store.all.map(unmeasured);
      this.#valid = annotations;
      this.#host.annotations = annotations;
    }
    this.#basis = basis;
  }

  /** Tells the page in order; of a mark that is being measured, once it is. */
  #emit(action: Parameters<MarksHost['emit']>[0], annotation: Annotation): void {
    const emitted = async () => {
      if (action !== 'remove') {
        await this.#host.updated(); // measuring has begun
        await this.#measuring.settled();
      }
      this.#host.emit(action, this.#store.find(annotation.id) ?? annotation);
    };
    this.#events = this.#events.then(emitted);
  }

  get #images(): MeasuredImage[] {
    const { shown } = this.#host;
    return shown
      ? shown.picture.images.map((image, index) => ({
          shown,
          index,
          marked: markedImage(shown.picture, image),
        }))
      : [];
  }

  #markedOf(image: PictureImage): MarkedImage | undefined {
    const { shown } = this.#host;
    return shown && markedImage(shown.picture, image);
  }

  #renderList(): void {
    const list = this.#host.renderRoot.querySelector<HTMLElement>('.mark-list');
    if (list) {
      const { language, isEditable } = this.#host;
      const { all: annotations, selected } = this.#store;
      const state = { annotations, selected, isEditable, language };
      render(listTemplate(state, this.#listActions), list);
    }
  }

  readonly #listActions = {
    select: (annotation: Annotation) => {
      this.#store.select(annotation);
      const { frame, plane } = annotation;
      if (frame !== undefined && plane === undefined && !this.#isSeen(annotation)) {
        this.#host.applyUserChange({ frame });
      }
    },
    reveal: (annotation: Annotation) => {
      this.#store.reveal(annotation);
      void this.#focusList(annotation.id);
    },
    rename: (annotation: Annotation, text: string) => {
      const others = { ...annotation };
      delete others.text;
      this.#store.change({ ...others, ...(text && { text }) });
    },
    remove: (annotation: Annotation) => {
      this.#store.remove(annotation);
      void this.#focusList();
    },
    nudge: (annotation: Annotation, point: number | undefined, way: Place) => {
      const image = this.#images.find(({ marked }) => sightOf(annotation, marked)?.isWhole);
      const sight = image && sightOf(annotation, image.marked);
      if (image && sight) {
        const { places } = sight;
        const moved = point === undefined ? translated(places, way) : reshaped(places, point, way);
        this.#store.change(withPlaces(annotation, moved, image.marked.grid));
      }
    },
  };

  /** Keeps the focus in the list when the button that had it goes: on a mark, else the first, else on the image. */
  async #focusList(id?: string): Promise<void> {
    await this.#host.updated();
    const { renderRoot } = this.#host;
    const index = Math.max(this.#store.all.findIndex((each) => each.id === id), 0); // prettier-ignore
    const items = renderRoot.querySelectorAll<HTMLElement>('.mark-list li');
    const button = items[index]?.querySelector<HTMLElement>('button');
    (button ?? renderRoot.querySelector<HTMLElement>('.stage'))?.focus();
  }

  #isSeen(annotation: Annotation): boolean {
    return this.#images.some(({ marked }) => sightOf(annotation, marked) !== undefined);
  }

  readonly #handleMove = (event: Event): void => {
    this.#sketch.follow(event as PointerEvent);
  };

  readonly #handleDoubleClick = (event: Event): void => {
    if (isMarkTool(this.#host.tool)) {
      event.stopPropagation(); // the view stays
      this.#sketch.closeTwice();
    }
  };

  readonly #handleKey = (event: Event): void => {
    const key = event as KeyboardEvent;
    const target = key.target as Element;
    const isOnImage = target.matches('.stage, .pane') && this.#host.isInteractive;
    const isInList = target.closest('.mark-list') !== null && !target.matches('input');
    if ((isOnImage || isInList) && this.#useKey(key, isOnImage)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** Returns whether the key does something to marks. */
  #useKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent, isOnImage: boolean): boolean {
    const { isEditable } = this.#host;
    if ((ctrlKey || metaKey) && !altKey && isEditable) {
      if (key.toLowerCase() === 'z') {
        return shiftKey ? this.#store.redo() : this.#store.undo();
      }
      return key.toLowerCase() === 'y' && this.#store.redo();
    }
    if (!isOnImage) {
      return false;
    }
    const { selected } = this.#store;
    if (key === 'Enter') {
      return this.#sketch.drawing ? this.#sketch.close() : this.#drawByKey();
    }
    if (this.#sketch.drawing && key === 'Escape') {
      this.#sketch.cancel();
    } else if (selected && key === 'Escape') {
      this.#store.select(undefined);
    } else if (selected && isEditable && !selected.locked && /^(Delete|Backspace)$/.test(key)) {
      this.#store.remove(selected);
    } else {
      return false;
    }
    return true;
  }

  #drawByKey(): boolean {
    const { tool, isEditable } = this.#host;
    return isEditable && isAnnotationType(tool) && this.#sketch.drawInMiddle(tool);
  }
}
