/** The element, as its marks know it. */

import type { Annotation, AnnotationAction } from '../annotations/annotation.js';
import type { DicomChangeDetail } from '../events.js';
import type { Language } from '../languages/language.js';
import type { Message } from '../languages/message.js';
import type {
  MarkShape,
  MeasurementReply,
  Picture,
  PictureImage,
  ViewState,
} from '../protocol/messages.js';
import type { PaneSize, PlacementState } from '../view/placement.js';

/** What is on the canvases. */
export interface MarkedPicture {
  picture: Picture;
  /** The study that they are of. */
  study: object;
  /** The view that it answers. */
  view: ViewState;
  /** Measures marks on one of its images. */
  measure(view: ViewState, image: number, marks: MarkShape[]): Promise<MeasurementReply[]>;
}

/** The layers above the images, which marks lie on. */
export interface LayersBelow {
  /** Grows with what they say of the same pixel. */
  readonly revision: number;
  /** What they say of a pixel of an image that is displayed, each a line. */
  at(image: PictureImage, x: number, y: number): readonly string[];
}

/** A pane, and how the image lies in it. */
export interface MarkedPane {
  element: HTMLElement;
  image: PictureImage;
  placement: PlacementState;
  size(): PaneSize;
}

export interface MarksHost {
  /** Where keys and pointers come from. */
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly language: Language;
  /** Whether a visitor may add, change and remove marks. */
  readonly isEditable: boolean;
  /** Whether a visitor may use the image at all. */
  readonly isInteractive: boolean;
  readonly tool: string | undefined;
  /** The marks that the element has; what a page sets is anything. */
  annotations: readonly Annotation[];
  /** Undefined while nothing is shown. */
  readonly shown: MarkedPicture | undefined;
  readonly layers: LayersBelow | undefined;
  /** The panes with an image, in the order of the picture's images. */
  readonly panes: readonly MarkedPane[];
  /** Tells the page what the user did. */
  emit(action: AnnotationAction, annotation: Annotation): void;
  /** Warns the page of what is wrong in marks. */
  warn(message: Message): void;
  applyUserChange(change: DicomChangeDetail): void;
  /** Has the layer brought up to date. */
  requestUpdate(): void;
  /** Resolves once it is. */
  updated(): Promise<unknown>;
}
