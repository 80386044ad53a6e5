import type { DicomChangeDetail } from '../events.js';
import type { CrosshairImage } from '../view/crosshair.js';
import type { Windowing } from '../view/view.js';

/** A place on an element, in parts of its width and height. */
export interface Place {
  x: number;
  y: number;
}

/** What is displayed when a drag begins. */
export interface ToolState {
  /** Undefined where no window applies. */
  windowing: Windowing | undefined;
  /** The three planes on their canvases; none where there is only one image. */
  planes: readonly CrosshairImage[];
}

/** The change of the view when the pointer has come from one place to another. */
export type DragHandler = (from: Place, to: Place) => DicomChangeDetail;

/** Begins a drag on one of the panes; undefined where the tool can do nothing. */
export type Tool = (state: ToolState, pane: number) => DragHandler | undefined;
