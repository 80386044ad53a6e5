import type { DicomChangeDetail } from '../events.js';
import type { ToolState } from '../tools/tool.js';

/** What is displayed when the user acts. */
export interface InputState extends ToolState {
  /** Of which study it is: a drag ends when this changes. */
  study: object;
  /** The frame of the image, or of the plane that the pointer was over last. */
  frame: number;
  frameCount: number;
  /** Whether the frames stand still. */
  paused: boolean;
}

/** What the user's input acts on. */
export interface InputTarget {
  /** Undefined if nothing is displayed, or another source is being opened. */
  readonly state: InputState | undefined;
  /** Changes what is shown. */
  change(change: DicomChangeDetail): void;
  /** The present values of the properties that a change names. */
  valuesOf(change: DicomChangeDetail): DicomChangeDetail;
}
