import type { ReactiveControllerHost } from 'lit';

import type { Annotation } from '../annotations/annotation.js';
import type { DisplayedImage } from '../display/displayed.js';
import { paneSizeOf } from '../display/pane-size.js';
import { emit, type DicomChangeDetail } from '../events.js';
import type { Language } from '../languages/language.js';
import type { Message } from '../languages/message.js';
import { placementOf, type PlacementProperties } from '../view/placement.js';
import type { LayersBelow, MarkedPane, MarkedPicture, MarksHost } from './host.js';

/** The element, as far as its marks concern it. */
export interface MarkedElement extends ReactiveControllerHost, HTMLElement, PlacementProperties {
  readonly renderRoot: HTMLElement | DocumentFragment;
  annotations: readonly Annotation[];
  readonly annotationsSrc: string | undefined;
  readonly crossOrigin: 'anonymous' | 'use-credentials';
  readonly editable: boolean;
  readonly controls: boolean;
  readonly tool: string | undefined;
}

/** What marks need of the element beside its properties. */
export interface MarksContext {
  /** What is on the canvases, and whether anything is fetched yet. */
  readonly viewport: {
    readonly displayed: DisplayedImage | undefined;
    readonly waitsFor: string | undefined;
  };
  language(): Language;
  layers(): LayersBelow | undefined;
  applyUserChange(change: DicomChangeDetail): void;
  /** Warns the page of what is wrong in marks. */
  warn(message: Message): void;
}

/** An element as its marks see it. */
export function marksHostOf(element: MarkedElement, context: MarksContext): MarksHost {
  return {
    renderRoot: element.renderRoot,
    get language() {
      return context.language();
    },
    get isEditable() {
      return element.editable;
    },
    get isInteractive() {
      return element.controls || element.tool !== undefined;
    },
    get tool() {
      return element.tool;
    },
    get annotations() {
      return element.annotations;
    },
    set annotations(annotations) {
      element.annotations = annotations;
    },
    get shown() {
      return shownIn(context.viewport);
    },
    get layers() {
      return context.layers();
    },
    get panes() {
      return panesOf(element, context.viewport);
    },
    emit: (action, annotation) => {
      emit(element, 'dicom-annotation', { action, annotation });
    },
    warn: (message) => {
      context.warn(message);
    },
    applyUserChange: (change) => {
      context.applyUserChange(change);
    },
    requestUpdate: () => {
      element.requestUpdate();
    },
    updated: () => element.updateComplete,
  };
}

function shownIn({ displayed }: MarksContext['viewport']): MarkedPicture | undefined {
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

function panesOf(element: MarkedElement, { displayed }: MarksContext['viewport']): MarkedPane[] {
  const images = displayed?.picture.images ?? [];
  const panes = element.renderRoot.querySelectorAll<HTMLElement>('.pane');
  return [...panes].flatMap((pane, index) => {
    const image = images[index];
    const size = () => paneSizeOf(pane);
    return image ? [{ element: pane, image, placement: placementOf(element, image), size }] : [];
  });
}
