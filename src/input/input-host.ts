import type { ReactiveControllerHost } from 'lit';

import type { DisplayedImage } from '../display/displayed.js';
import type { DicomChangeDetail } from '../events.js';
import type { ViewState } from '../protocol/messages.js';
import type { Language } from '../languages/language.js';
import type { Tool } from '../tools/tool.js';
import type { PlacementProperties } from '../view/placement.js';

/** The element, from whose shadow tree events come. */
export interface InputElement extends ReactiveControllerHost, HTMLElement, PlacementProperties {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** Whether the frames stand still. */
  readonly paused: boolean;
  /** Whether frames are played without being asked for. */
  readonly autoplay: boolean;
  readonly invert: boolean;
  /** Whether a visitor may use everything. */
  readonly controls: boolean;
  /** The tool of the primary pointer; without controls, only where one is named does input change anything. */
  readonly tool: string | undefined;
}

/** Whether a visitor may change how an element shows its images. */
export function isInteractive({ controls, tool }: InputElement): boolean {
  return controls || tool !== undefined;
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
  readonly language: Language;
  /** Changes properties of the element, and fires `dicom-change`. */
  applyUserChange(change: DicomChangeDetail): void;
  /** Shows files that were dropped or pasted; of folders, all their files. */
  receiveFiles(files: File[]): void;
  /** The tool of marks that a press means, on what is under the pointer; undefined where it means none. */
  markToolAt(target: EventTarget | null): Tool | undefined;
  /** Shows everything as at first. */
  reset(): void;
  /** Gives the element the whole screen, or gives that back. */
  toggleFullScreen(): void;
  /** Opens the list of keys that the controls have. */
  showHelp(): void;
}
