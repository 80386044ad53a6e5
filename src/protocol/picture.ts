/** A picture: a rendered view. Python's data classes in rendering/picture.py have the same fields. */

import type { DicomDescription, DicomMetadata } from '../metadata.js';
import type { Warning } from './messages.js';
import type { Crosshair, PlaneName, Vector } from './view.js';

/** Where the edges of an image lie in the patient: letters as `A`, or `LA` of an oblique one. */
export interface EdgeLetters {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

/** Where a plane lies in the patient. */
export interface PlaneGrid {
  /** The centre of its first pixel, in mm. */
  origin: Vector;
  /** The unit vectors along which columns and rows grow. */
  right: Vector;
  down: Vector;
  /** The side of a pixel in mm. */
  spacing: number;
  /** The unit vector to the next plane. */
  forward: Vector;
  /** The mean distance between neighbouring planes in mm. */
  step: number;
  /** The distance of each plane from the first, in mm; null where they are equally far apart. */
  offsets: number[] | null;
}

/** Where the crosshair is in a plane. */
export interface CrosshairPlace extends Crosshair {
  /** The pixel, with fractions; whole numbers are centres. */
  x: number;
  y: number;
  /** The directions in pixels in which the other planes cut this one. */
  lines: Partial<Record<PlaneName, [x: number, y: number]>>;
}

/** One image of a picture. */
export interface PictureImage {
  /** RGBA: rows × columns × 4 bytes. */
  pixels: ArrayBuffer;
  rows: number;
  columns: number;
  /** The width of a pixel by its height. */
  pixelAspectRatio: number;
  frame: number;
  frameCount: number;
  /** Null where the file doesn't say. */
  edges: EdgeLetters | null;
  /** Null of a stored frame. */
  plane: PlaneName | null;
  /** Null of a stored frame. */
  grid: PlaneGrid | null;
  /** Null of a stored frame or a plane alone. */
  crosshair: CrosshairPlace | null;
}

/** A rendered view, as it crosses from the worker. */
export interface PictureReply {
  /** One, or three: axial, coronal and sagittal. */
  images: [PictureImage, ...PictureImage[]];
  /** The RGBA of what lies above the frame, of the same size; null where nothing does, or it isn't wanted. */
  layer: ArrayBuffer | null;
  /** Whether anything may lie above the frame: overlays or a display shutter. */
  hasLayer: boolean;
  /** The key of the metadata: pictures of the same key have the same. */
  metadataKey: string;
  /** `DicomMetadata` in JSON, UTF-8; null if the page has those of the key. */
  metadata: ArrayBuffer | null;
  series: number;
  /** The window in force, in modality units; null where none acts. */
  windowCenter: number | null;
  windowWidth: number | null;
  /** Whether the window's function is LINEAR, whose least width is 1. */
  isLinear: boolean;
  /** The least and the greatest value that a window can act on. */
  valueRange: [number, number];
  decodeMs: number;
  renderMs: number;
}

/** A rendered view with the metadata of what is shown. */
export interface Picture extends Omit<PictureReply, 'metadata'> {
  metadata: DicomDescription & { readonly all: DicomMetadata };
  /** What is wrong in what is shown. */
  warnings: Warning[];
}
