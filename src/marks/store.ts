import {
  sameAnnotation,
  type Annotation,
  type AnnotationAction,
  type Measurement,
} from '../annotations/annotation.js';
import { History } from '../annotations/history.js';

type Annotations = readonly Annotation[];

/** Where the marks are kept, and who is told of what the user does. */
export interface StoreHost {
  annotations: Annotations;
  emit(action: AnnotationAction, annotation: Annotation): void;
  requestUpdate(): void;
}

/** The marks of an element as a user changes them: which is chosen, and what was before. */
export class MarkStore {
  readonly #host: StoreHost;
  readonly #history = new History<Annotations>();
  #selectedId: string | undefined;
  /** The marks before a change that goes on, as a drag. */
  #before: Annotations | undefined;

  constructor(host: StoreHost) {
    this.#host = host;
  }

  get all(): Annotations {
    return this.#host.annotations;
  }

  get selected(): Annotation | undefined {
    return this.find(this.#selectedId);
  }

  find(id: string | undefined): Annotation | undefined {
    return this.all.find((each) => each.id === id);
  }

  /** Forgets what was before: the page has set other marks. */
  forget(): void {
    this.#history.clear();
    this.#before = undefined;
  }

  /** Chooses a mark, or none. */
  select(annotation: Annotation | undefined): void {
    if (annotation?.id === this.#selectedId) {
      return;
    }
    this.#selectedId = annotation?.id;
    this.#host.requestUpdate();
    if (annotation) {
      this.#host.emit('select', annotation);
    }
  }

  /** Adds a mark, and chooses it. */
  add(annotation: Annotation): void {
    this.#history.record(this.all);
    this.#selectedId = annotation.id;
    this.#host.annotations = [...this.all, annotation];
    this.#host.emit('add', annotation);
  }

  /** Changes a mark in one step. */
  change(annotation: Annotation): void {
    this.preview(annotation);
    this.keep(annotation.id);
  }

  /** Shows a change that goes on; `keep` or `restore` ends it. */
  preview(annotation: Annotation): void {
    this.#before ??= this.all;
    this.#replace(annotation);
  }

  /** Ends a change: it can be undone from now on. */
  keep(id: string): void {
    const before = this.#before;
    this.#before = undefined;
    const annotation = this.find(id);
    const old = before?.find((each) => each.id === id);
    if (before && annotation && old && !sameAnnotation(annotation, old)) {
      this.#history.record(before);
      this.#host.emit('change', annotation);
    }
  }

  /** Takes back a change that goes on. */
  restore(): void {
    if (this.#before) {
      this.#host.annotations = this.#before;
      this.#before = undefined;
    }
  }

  remove(annotation: Annotation): void {
    this.#history.record(this.all);
    this.#host.annotations = this.all.filter(({ id }) => id !== annotation.id);
    this.#host.emit('remove', annotation);
  }

  /** Shows a hidden mark: no change that could be undone. */
  reveal(annotation: Annotation): void {
    const revealed = { ...annotation, hidden: false };
    this.#replace(revealed);
    this.#host.emit('reveal', revealed);
  }

  /** Notes what was measured of a mark, unless it has changed since. */
  measured(annotation: Annotation, measurement: Measurement): void {
    if (this.all.includes(annotation)) {
      this.#replace({ ...annotation, measurement });
      if (this.#before?.includes(annotation)) {
        this.#before = this.#before.map((each) =>
          each === annotation ? { ...annotation, measurement } : each,
        );
      }
    }
  }

  /** Goes one step back; tells of each mark that differs. Returns whether there was one. */
  undo(): boolean {
    return this.#goTo(this.#history.undo(this.all));
  }

  /** Goes one step forward again. */
  redo(): boolean {
    return this.#goTo(this.#history.redo(this.all));
  }

  #goTo(annotations: Annotations | undefined): boolean {
    if (!annotations) {
      return false;
    }
    const before = new Map(this.all.map((each) => [each.id, each]));
    this.#host.annotations = annotations;
    for (const annotation of annotations) {
      const old = before.get(annotation.id);
      before.delete(annotation.id);
      if (!old || !sameAnnotation(old, annotation)) {
        this.#host.emit(old ? 'change' : 'add', annotation);
      }
    }
    for (const gone of before.values()) {
      this.#host.emit('remove', gone);
    }
    return true;
  }

  #replace(annotation: Annotation): void {
    this.#host.annotations = this.all.map((each) =>
      each.id === annotation.id ? annotation : each,
    );
  }
}
