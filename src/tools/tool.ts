/** Tools: pure functions of the image that is shown and of the pointer's places. */

import type { DicomChangeDetail } from '../events.js';
import type { Crosshair, PictureImage, ViewState } from '../protocol/messages.js';
import type { ImagePoint, PaneSize, PlacementState } from '../view/placement.js';
import type { Windowing } from '../view/view.js';

/** Where the pointer is, and which modifier keys are held. */
export interface PointerPlace {
  /** In pixels of the image, with fractions; whole numbers are the centres of pixels. */
  x: number;
  y: number;
  /** In CSS pixels of the pane. */
  pane: ImagePoint;
  /** In CSS pixels of the browser's viewport. */
  clientX: number;
  clientY: number;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** A part of the crosshair that a pointer can drag. */
export interface Grasp {
  part: 'line' | 'handle' | 'middle';
  /** The plane of the line. */
  plane: string;
}

/** The state in which a drag begins. */
export interface DragStart {
  /** Where the pointer went down. */
  place: PointerPlace;
  /** The image under the pointer, as it is on its canvas. */
  image: PictureImage;
  /** The view that the element asks for. */
  view: ViewState;
  /** Undefined where no window applies. */
  windowing: Windowing | undefined;
  /** How the image lies in its pane. */
  placement: PlacementState;
  size: PaneSize;
  /** The element's property, which a page may have left open. */
  center: ImagePoint | undefined;
  /** Which part of the crosshair is dragged; undefined for the image itself. */
  grasp: Grasp | undefined;
}

/** A drag that has begun. */
export interface DragHandler {
  /** The change that a place of the pointer asks for; counted from the start, so that no step is lost. */
  move(place: PointerPlace): DicomChangeDetail;
  /** The change that restores the view before the drag. */
  readonly restored: DicomChangeDetail;
  /** How far a place is beyond the last change that there is, downwards, in CSS pixels. */
  beyond?(place: PointerPlace): number;
  /** Called once, when the drag is over: whether what it did is kept. */
  end?(isKept: boolean): void;
}

/** What a drag changes that stands beside the pointer meanwhile. */
export type ValueName = 'window' | 'zoom' | 'position';

/** Turns a drag into changes. */
export interface Tool {
  readonly values?: ValueName;
  /** Undefined where the tool can do nothing. */
  begin(start: DragStart): DragHandler | undefined;
  /** The change that a click asks for, if the tool has one. */
  click?(start: DragStart): DicomChangeDetail | undefined;
}

/** A tool that does nothing. */
export const idleTool: Tool = { begin: () => undefined, click: () => undefined };

/** The crosshair to restore: what a page has set is given back as it was, even where a part is missing. */
export function restoredCrosshair({ crosshair }: ViewState): Crosshair | undefined {
  return (crosshair as Crosshair | null) ?? undefined;
}
