/** Layers above the images of a view. Python's data classes in layers/outline.py have the same fields. */

import type { Vector, ViewState } from './view.js';

/** A segment of a segmentation. */
export interface SegmentOutline {
  number: number;
  label: string;
  /** What kind of thing it is of. */
  category: string;
  /** The colour that the file recommends, as `#rrggbb`; null where it gives none. */
  color: string | null;
}

/** A layer that may lie above what is shown. */
export interface LayerOutline {
  /** A UID: the same each time. */
  id: string;
  /** `segmentation`, `dose` or `fusion`. */
  type: string;
  /** What a user calls it by; may be empty. */
  name: string;
  /** The unit of its values; empty where there is none. */
  unit: string;
  segments: SegmentOutline[];
}

/** A layer as it lies on the images of a view, as Python describes it. */
export interface PythonLayerPicture {
  /**
   * Of a segmentation, for each image: for each index that a pixel may have the segments that cover it, of each its
   * number and how much of the pixel it covers, from 1 to 255. Of other layers there are none.
   */
  tables: number[][][];
  /** Where the window of its values begins and ends, unless the page says otherwise; null of a segmentation. */
  low: number | null;
  high: number | null;
}

/** A layer as it lies on the images of a view. */
export interface LayerPicture extends PythonLayerPicture {
  /**
   * For each image its pixels, row after row: of a segmentation indices into its table, of one byte, or of two where
   * that has more than 256 entries; else values, float32, and NaN where there are none.
   */
  pixels: ArrayBuffer[];
}

/** Where the middle of a segment is. */
export interface SegmentPlace {
  /** In the patient, in mm. */
  point: Vector;
  /** The stored frame that is nearest to it. */
  frame: number;
}

/** Asks for the layers of a source that may lie above a view. */
export interface LayersRequest {
  type: 'layers';
  study: number;
  view: ViewState;
  /** The study that they are of: the same, or another one. */
  source: number;
}

/** Asks for a layer as it lies on the images of a view. */
export interface LayerPictureRequest {
  type: 'layer-picture';
  study: number;
  view: ViewState;
  source: number;
  layer: string;
}

/** Asks for the middle of a segment of a layer that was shown. */
export interface SegmentPlaceRequest {
  type: 'segment-place';
  study: number;
  view: ViewState;
  source: number;
  layer: string;
  segment: number;
}

/** Asks for the 256 colours of a colour map. */
export interface ColormapRequest {
  type: 'colormap';
  name: string;
}
