/** A mark on an image, and what is measured of it. Python's data classes in rendering/mark.py have the same fields. */

/** A mark that is to be measured. */
export interface MarkShape {
  /** `length`, `angle`, `cobb`, `rectangle`, `ellipse`, `polygon` or `probe`. */
  type: string;
  /**
   * On a stored frame [x, y] in pixels, [0, 0] being the top left corner of the top left pixel; on a plane
   * [x, y, z] in the patient in mm.
   */
  points: number[][];
}

/** A number with its unit. */
export interface Quantity {
  value: number;
  unit: string;
}

/** A length, and what the spacing comes from; null where it is in `px`. */
export interface LengthReply extends Quantity {
  from: string | null;
}

/** What is measured of a mark; null stands for what doesn't apply to it. */
export interface MeasurementReply {
  length: LengthReply | null;
  angle: Quantity | null;
  /** Of the modality values of those pixels whose centres lie inside. */
  mean: number | null;
  standardDeviation: number | null;
  minimum: number | null;
  maximum: number | null;
  count: number | null;
  /** The unit of these values; empty where the file gives none. */
  unit: string | null;
  area: Quantity | null;
}
