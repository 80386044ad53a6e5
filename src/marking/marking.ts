import { unsafeCSS, type ReactiveControllerHost } from 'lit';

import { isMarkTool, type Annotation } from '../annotations/annotation.js';
import { paneSizeOf } from '../display/pane-size.js';
import type { DisplayedImage } from '../display/displayed.js';
import { emit, type DicomChangeDetail } from '../events.js';
import { sentence } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { detailOf, type Message } from '../languages/message.js';
import type { MarkedPane, MarkedPicture, MarksHost } from '../marks/host.js';
import type { Marks } from '../marks/marks.js';
import { importWithStallLimit } from '../network/import.js';
import { ownFile } from '../network/own-files.js';
import { addStyles } from '../style-sheets.js';
import { idleTool, type Tool } from '../tools/tool.js';
import { trustPolicy } from '../trusted-types.js';
import { placementOf, type PlacementProperties } from '../view/placement.js';

/** The element, as far as its marks concern it. */
export interface MarkingHost extends ReactiveControllerHost, HTMLElement, PlacementProperties {
  readonly renderRoot: HTMLElement | DocumentFragment;
  annotations: readonly Annotation[];
  readonly annotationsSrc: string | undefined;
  readonly crossOrigin: 'anonymous' | 'use-credentials';
  readonly editable: boolean;
  readonly controls: boolean;
  readonly tool: string | undefined;
}

/** What marks need of the element beside its properties. */
export interface MarkingContext {
  /** What is on the canvases. */
  readonly viewport: { readonly displayed: DisplayedImage | undefined };
  language(): Language;
  applyUserChange(change: DicomChangeDetail): void;
}

/** Fetches what shows marks once there are any, or a tool for them is chosen; until then there are none to see. */
export class Marking {
  readonly #host: MarkingHost;
  readonly #context: MarkingContext;
  #marks: Marks | undefined;
  /** Undefined as long as no marks were there. */
  #fetching: Promise<Marks | undefined> | undefined;
  #src: string | undefined;
  #loading: Promise<void> | undefined;

  constructor(host: MarkingHost, context: MarkingContext) {
    this.#host = host;
    this.#context = context;
  }

  /** Brings marks up to date, after each update of the element. */
  update(): void {
    const { annotations, annotationsSrc, tool, editable } = this.#host;
    const hasMarks = (annotations as unknown[] | undefined)?.length !== 0;
    if (hasMarks || annotationsSrc || (editable && isMarkTool(tool))) {
      this.#fetching ??= this.#fetch();
    }
    if (annotationsSrc !== this.#src) {
      this.#src = annotationsSrc;
      this.#loading = annotationsSrc ? this.#load(annotationsSrc) : undefined;
    }
    this.#marks?.update();
  }

  /** The tool of marks that a press means, on what is under the pointer; undefined where it means none. */
  toolAt(target: EventTarget | null): Tool | undefined {
    return this.#marks
      ? this.#marks.toolAt(target)
      : isMarkTool(this.#host.tool)
        ? idleTool
        : undefined;
  }

  /** Resolves once marks are there, and those that are seen are measured. */
  async settled(): Promise<void> {
    if (this.#fetching) {
      await this.#loading;
      const marks = await this.#fetching;
      await this.#host.updateComplete;
      await marks?.settled();
    }
  }

  async #fetch(): Promise<Marks | undefined> {
    try {
      const own = () => new URL('./annotations.js', import.meta.url);
      const { href } = ownFile('annotations.js', own);
      const module = (await importWithStallLimit(href)) as typeof import('../marks/marks.js');
      module.takeTrustPolicy(trustPolicy());
      addStyles(this.#host.renderRoot, [unsafeCSS(module.marksStyles)]);
      this.#marks = new module.Marks(this.#marksHost());
      this.#host.requestUpdate();
    } catch (error) {
      this.#warn({ reason: 'marks-missing', parameters: { detail: detailOf(error) } });
    }
    return this.#marks;
  }

  async #load(src: string): Promise<void> {
    const { crossOrigin } = this.#host;
    const credentials = crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
    const marks = await this.#fetching;
    if (this.#src === src) {
      await marks?.load(new URL(src, document.baseURI).href, { credentials });
    }
  }

  #warn(message: Message): void {
    const text = sentence(message, this.#context.language());
    emit(this.#host, 'dicom-warning', { code: 'annotations', message: text });
  }

  #marksHost(): MarksHost {
    const host = this.#host;
    const context = this.#context;
    const shown = () => this.#shown;
    const panes = () => this.#panes;
    return {
      renderRoot: host.renderRoot,
      get language() {
        return context.language();
      },
      get isEditable() {
        return host.editable;
      },
      get isInteractive() {
        return host.controls || host.tool !== undefined;
      },
      get tool() {
        return host.tool;
      },
      get annotations() {
        return host.annotations;
      },
      set annotations(annotations) {
        host.annotations = annotations;
      },
      get shown() {
        return shown();
      },
      get panes() {
        return panes();
      },
      emit: (action, annotation) => {
        emit(host, 'dicom-annotation', { action, annotation });
      },
      warn: (message) => {
        this.#warn(message);
      },
      applyUserChange: (change) => {
        context.applyUserChange(change);
      },
      requestUpdate: () => {
        host.requestUpdate();
      },
      updated: () => host.updateComplete,
    };
  }

  get #shown(): MarkedPicture | undefined {
    const { displayed } = this.#context.viewport;
    if (!displayed) {
      return undefined;
    }
    const { picture, request, study } = displayed;
    return {
      picture,
      study,
      view: request.view,
      measure: (view, image, marks) => study.measure(view, image, marks),
    };
  }

  get #panes(): MarkedPane[] {
    const images = this.#context.viewport.displayed?.picture.images ?? [];
    const elements = this.#host.renderRoot.querySelectorAll<HTMLElement>('.pane');
    return [...elements].flatMap((element, index) => {
      const image = images[index];
      const size = () => paneSizeOf(element);
      return image ? [{ element, image, placement: placementOf(this.#host, image), size }] : [];
    });
  }
}
