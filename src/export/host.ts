/** The element, as its exports know it. */

import type { ReactiveControllerHost } from 'lit';

import type { Annotation } from '../annotations/annotation.js';
import type { CineProperties } from '../display/cine-state.js';
import type { DisplayedImage, ImageBelow } from '../display/displayed.js';
import type { DicomError } from '../errors.js';
import type { Language } from '../languages/language.js';
import type { Parameters } from '../languages/message.js';
import type { Picture, ViewState } from '../protocol/messages.js';
import type { PaneSize, PlacementProperties, PlacementState } from '../view/placement.js';

/** What is exported beside the pixels of the image. */
export interface ExportOptions {
  /** The file's own overlays and display shutter, if they are shown; true by default. */
  overlays?: boolean;
  /** Layers above the image, if there are any and they are shown; true by default. */
  layers?: boolean;
  /** The marks that are seen; false by default. */
  annotations?: boolean;
  /** The text in the corners, and the letters at the edges; false by default. */
  cornerText?: boolean;
}

/** How an image is encoded. */
export interface DownloadOptions extends ExportOptions {
  /** The image's type: `image/png` by default, `image/jpeg`, or `image/webp` where the browser has it. */
  type?: string | undefined;
  /** From 0 to 1, of a type that loses something. */
  quality?: number | undefined;
}

/** What can be saved: the shown image, its frames as WebM, the untouched file, or the marks as JSON. */
export type Downloadable = 'image' | 'clip' | 'file' | 'annotations';

/** What a visitor may ask for. */
export type ExportCommand = `save-${Downloadable}` | 'copy';

/** The element, as far as its exports concern it. */
export interface ExportedElement
  extends ReactiveControllerHost, HTMLElement, PlacementProperties, CineProperties {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly annotations: readonly Annotation[];
  readonly hideIdentity: boolean;
  readonly interpolation: 'smooth' | 'pixelated';
  readonly overlays: 'on' | 'off';
}

/** The layers above the images. */
interface ExportedLayers {
  canvases(index: number): readonly HTMLCanvasElement[];
  /** Those above an image that isn't displayed. */
  over(below: ImageBelow): Promise<readonly HTMLCanvasElement[]>;
}

/** What exports need of the element beside its properties. */
export interface ExportContext {
  readonly viewport: {
    /** What is on the canvases; undefined where nothing is. */
    readonly displayed: DisplayedImage | undefined;
    /** The view that is asked for. */
    readonly view: ViewState;
    /** How many frames there are to choose from. */
    readonly frameCount: number;
  };
  language(): Language;
  /** The canvas of the image, or of the first of three, and that of the layer above it. */
  canvases(): readonly HTMLCanvasElement[];
  /** What lies between these two, of the first image. */
  layers(): ExportedLayers | undefined;
  /** Draws the marks that are seen on the first image of a picture. */
  drawMarks(
    context: CanvasRenderingContext2D,
    picture: Picture,
    placement: PlacementState,
    size: PaneSize,
  ): void;
}

/** The element, as its exports know it. */
export interface ExportHost extends ExportContext {
  readonly properties: ExportedElement;
  /** Tells a visitor how an export goes: by a text and its parameters. */
  say(text: string, parameters?: Parameters): void;
  /** The class of errors: a bundle of its own would have a class of its own. */
  readonly DicomError: typeof DicomError;
}
