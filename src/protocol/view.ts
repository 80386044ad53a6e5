/** A view: what the page asks to see. Python's `View` has the same fields. */

/** The planes through a volume. */
export type PlaneName = 'axial' | 'coronal' | 'sagittal';

/** A point of the patient, or a direction, in the patient's coordinates (PS3.3 C.7.6.2.1.1). */
export type Vector = [x: number, y: number, z: number];

/** Where three planes cross, and how they are turned. */
export interface Crosshair {
  /** The point through which they go, in mm. */
  center: Vector;
  /**
   * Three unit vectors at right angles that stand for the patient's axes: the sagittal plane is at right
   * angles to the first, the coronal one to the second, the axial one to the third.
   */
  axes: [Vector, Vector, Vector];
}

/** A crosshair of which a part may be left to Python. */
export interface CrosshairChoice {
  /** Null for the volume's middle. */
  center: Vector | null;
  /** Null for the patient's own axes. */
  axes: [Vector, Vector, Vector] | null;
}

/** What is asked of the pixels; null stands for the file's own. */
export interface ViewState {
  series: number;
  /** Null for the middle of the planes of a volume. */
  frame: number | null;
  windowCenter: number | null;
  windowWidth: number | null;
  voi: number | string | null;
  /** A window by name; it comes before `voi`. */
  preset: string | null;
  colormap: string;
  invert: boolean;
  /** A plane through the volume, or all three; null for frames as they are stored. */
  plane: PlaneName | 'mpr' | null;
  /** The thickness of planes in mm. */
  slab: number;
  projection: string;
  /** Null for the volume's middle and the patient's own axes. */
  crosshair: CrosshairChoice | null;
  /** Which result of a pipeline is seen in the image's place; null for the image itself. */
  processed: number | null;
}
