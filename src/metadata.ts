/** An element's value in the DICOM JSON model (PS3.18 F.2): text, a number, a name or an item. */
export type DicomValue = string | number | null | PersonName | DicomDataset;

/** A person's name in the DICOM JSON model: up to three groups (PS3.5 6.2.1). */
export interface PersonName {
  Alphabetic?: string;
  Ideographic?: string;
  Phonetic?: string;
}

/** An element in the DICOM JSON model; binary ones have no value here. */
export interface DicomElement {
  vr: string;
  Value?: DicomValue[];
}

/** A data set in the DICOM JSON model: elements by tag, eight upper-case hex digits. */
export type DicomDataset = Record<string, DicomElement>;

/** One of a file's own windows or VOI LUTs. */
export interface VoiSummary {
  kind: 'lut' | 'window';
  /** The file's name for it, or empty. */
  explanation: string;
  /** In modality units; of a LUT, the middle of its input range. */
  center: number;
  /** In modality units; of a LUT, its input range. */
  width: number;
}

/** One of a file's overlay planes. */
export interface OverlaySummary {
  /** `G` for graphics, `R` for a region of interest. */
  type: string;
  /** What the file calls it; often empty. */
  label: string;
  description: string;
}

/** How a file wants its frames to be played (PS3.3 C.7.6.5). */
export interface CineSummary {
  /** The time from each frame to the next in ms; null if it varies or the file doesn't say. */
  frameTime: number | null;
  /** Where it varies, of each frame the time in ms since the one before; that of the first is 0. */
  frameTimes: number[] | null;
  /** The first and the last frame, from 0, that are played; null if the file doesn't say. */
  first: number | null;
  last: number | null;
  /** What follows the last frame where it goes on: the first one, or the way back to it. */
  sequencing: 'loop' | 'sweep';
}

/** What a page needs to know of a file and its image; without one, that part is 0 and empty. */
export interface DicomSummary {
  sopClassUID: string;
  sopClassName: string;
  modality: string;
  transferSyntaxUID: string;
  transferSyntaxName: string;
  rows: number;
  columns: number;
  frameCount: number;
  photometricInterpretation: string;
  bitsAllocated: number;
  bitsStored: number;
  signed: boolean;
  /** The width of a pixel by its height. */
  pixelAspectRatio: number;
  /** The VOI LUTs and windows of the first frame, LUTs first: what the attribute `voi` chooses from. */
  voi: VoiSummary[];
  overlays: OverlaySummary[];
  /** Whether a display shutter hides something of any frame. */
  hasShutter: boolean;
  cine: CineSummary;
}

/** Where a stack of slices, or a single image, lies in the patient. */
export interface DicomGeometry {
  rows: number;
  columns: number;
  slices: number;
  /** In mm between columns, rows and slices; the last is null of a single image. */
  spacing: [columns: number, rows: number, slices: number | null];
  /** The centre of the first slice's first pixel in the patient's coordinates, in mm. */
  position: [x: number, y: number, z: number];
  /** The cosines of *Image Orientation (Patient)*: along a row, then along a column. */
  orientation: [number, number, number, number, number, number];
  /** The plane of the slices; oblique where they are off by more than 10°. */
  plane: 'axial' | 'coronal' | 'sagittal' | 'oblique';
  /** The gantry's tilt in degrees: how far positions are off the slices' normal. */
  tilt: number;
  /** Whether all slices are equally far apart. */
  regular: boolean;
  /** Where slices are missing: how many after which one, from 1. */
  missingSlices: { after: number; count: number }[];
  /** How far each slice lies from the first in mm, along their normal; null where all are equally far apart. */
  offsets: number[] | null;
  /** Which frame of the series each slice is, from 0; null where all frames are slices, in their order. */
  frames: number[] | null;
}

/** What is known of an image before its elements are read. */
export interface DicomDescription {
  readonly summary: DicomSummary;
  readonly geometry: DicomGeometry | null;
}

/**
 * The DICOM JSON model of the shown data set without bulk data, by tag, a summary, and where it lies in
 * the patient, if that is known.
 */
export type DicomMetadata = DicomDataset & {
  summary: DicomSummary;
  geometry: DicomGeometry | null;
};
