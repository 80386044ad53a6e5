import type { ReactiveControllerHost } from 'lit';

import type { DisplayedImage } from '../display/displayed.js';
import type { DicomChangeDetail } from '../events.js';
import type { ViewState } from '../protocol/messages.js';

/** The element, from whose shadow tree events come. */
export interface InputElement extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** Whether the frames stand still. */
  readonly paused: boolean;
}

/** The state of the images in the element. */
export interface InputViewport {
  /** The study and the images on the canvases; undefined while another source opens. */
  readonly operable: DisplayedImage | undefined;
  /** The view that the element asks for, clamped to what there is. */
  readonly view: ViewState;
  /** How many frames there are to choose from. */
  readonly frameCount: number;
}

/** The part of an element that user input works with. */
export interface InputHost {
  readonly element: InputElement;
  readonly viewport: InputViewport;
  /** Changes properties of the element, and fires `dicom-change`. */
  applyUserChange(change: DicomChangeDetail): void;
  /** Shows files that were dropped or pasted; of folders, all their files. */
  receiveFiles(files: File[]): void;
}
