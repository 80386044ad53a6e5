/** What a page takes from Python to a pipeline, and back. Python's data classes are in pipeline/inputs.py. */

import type { MarkShape } from './measurement.js';
import type { ViewState } from './view.js';

/** An array that comes in a buffer of its own. */
export interface ArrayInput {
  name: string;
  dtype: string;
  shape: number[];
}

/** The inputs of a function that takes an image. */
export interface PipelineInputs {
  arrays: ArrayInput[];
  /** In mm, between rows and between columns; before, between slices where there is a volume. */
  spacing: number[] | null;
  /** 4 × 4: from (column, row, slice, 1) to the patient in mm. */
  affine: number[][] | null;
  frame: number;
  window: number[] | null;
  /** (column, row) of the points that were drawn. */
  points: number[][];
  image: number[];
  volume: number[] | null;
  /** The images at the place of the shown one, of each the series and the frame; null of planes, or if nobody asks. */
  place: [series: number, frame: number][] | null;
  /** How many these are, their rows and columns; null if their values are no input, or colours. */
  stack: number[] | null;
}

export interface PipelineInputsRequest {
  type: 'pipeline-inputs';
  study: number;
  view: ViewState;
  /** The parameters that are inputs. */
  names: readonly string[];
  marks: readonly MarkShape[];
}

/** Inputs with the bytes of their arrays, in order. */
export interface PipelineInputsReply extends PipelineInputs {
  buffers: ArrayBuffer[];
}

/** Asks for slices of the volume, from one on; as many come as take a turn. */
export interface VolumeSlicesRequest {
  type: 'volume-slices';
  study: number;
  view: ViewState;
  first: number;
}

export interface VolumeSlicesReply {
  /** The slice after those that came. */
  next: number;
  /** float32 (rows, columns) of each. */
  slices: ArrayBuffer[];
}

/** Asks for an input of each image at a place; of as many come as take a turn. */
export interface ImagePartsRequest {
  type: 'image-parts';
  study: number;
  /** Their modality values, float32 (rows, columns), or their data sets in DICOM JSON, UTF-8. */
  name: 'images' | 'datasets';
  place: NonNullable<PipelineInputs['place']>;
}

export interface ImagePartsReply {
  parts: ArrayBuffer[];
}

/** Keeps what a pipeline made of a view, for views that name its number; `bytes` are transferred. */
export interface KeepProcessedRequest {
  type: 'keep-processed';
  study: number;
  view: ViewState;
  number: number;
  dtype: string;
  shape: readonly number[];
  bytes: ArrayBuffer;
}

export interface ForgetProcessedRequest {
  type: 'forget-processed';
  study: number;
  number: number;
}

/** Keeps labels that a pipeline made of a series' volume, as a layer of the study; `bytes` are transferred. */
export interface KeepLabelsRequest {
  type: 'keep-labels';
  study: number;
  series: number;
  /** By what name requests about layers find them. */
  layer: string;
  dtype: string;
  shape: readonly number[];
  bytes: ArrayBuffer;
}

export interface ForgetLabelsRequest {
  type: 'forget-labels';
  study: number;
  layer: string;
}

/** Asks where the runtime's files are. */
export interface RuntimeFilesRequest {
  type: 'runtime-files';
}

/** The runtime's files by name: where each is, and its hash (Subresource Integrity) where it is known. */
export type PlacedFiles = Readonly<Record<string, { url: string; integrity?: string | undefined }>>;

/** An array of a result. */
export interface ResultArray {
  data: Float32Array | Uint8Array | Int8Array | Uint16Array | Int16Array | Int32Array;
  shape: readonly number[];
}

/** A plot: one line, or several by name. */
export interface Plot {
  x: readonly (number | null)[];
  y: readonly (number | null)[] | Readonly<Record<string, readonly (number | null)[]>>;
  [option: string]: unknown;
}

/** What a pipeline has come to. */
export interface PipelineResult {
  pixels?: ResultArray;
  mask?: ResultArray;
  labels?: ResultArray;
  table?: Readonly<Record<string, unknown>>[];
  plot?: Plot;
  text?: string;
  contours?: readonly (readonly (readonly [number, number])[])[];
  dataset?: ArrayBuffer;
}
