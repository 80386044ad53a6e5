/** The functions of `dicom_viewer.bridge`, which Python defines in the modules `calls` and `…_calls` of that package. */

import type {
  Failure,
  LayerOutline,
  MarkShape,
  MeasurementReply,
  Outline,
  PictureImage,
  PictureReply,
  PipelineInputs,
  PythonLayerPicture,
  SegmentPlace,
  TagContext,
  TagKey,
  ViewState,
  Warning,
} from '../protocol/messages.js';

/** Makes a buffer of a number of bytes; undefined if there is no memory for it. */
export type MakeBuffer = (size: number) => Uint8Array | undefined;

/** Where a file lies for Python: in the heap, once it is added, in JavaScript's memory, or on disk. */
export type Place = 'heap' | 'memory' | 'disk';

/** A value in JSON text. */
export type Json<T> = string & { readonly parsed?: T };

/** An image whose pixels are in a buffer of their own. */
export type PythonImage = Omit<PictureImage, 'pixels'>;

/** A picture as Python describes it: its pixels and metadata are in the buffers that were made for them, in order. */
export interface PythonPicture extends Omit<PictureReply, 'images' | 'layer' | 'metadata'> {
  images: [PythonImage, ...PythonImage[]];
}

/**
 * Each function with its parameters and what its reply has as value. Python's names of parameters are
 * the same in snake_case; a test compares both sides.
 */
export interface BridgeFunctions {
  add_file(studyNumber: number, index: number, size: number, place: Place): string[] | null;
  outline(studyNumber: number): Outline;
  picture(
    studyNumber: number,
    view: Json<ViewState>,
    knownMetadataKey: string | undefined,
    withLayer: boolean,
    makeBuffer: MakeBuffer,
  ): PythonPicture;
  pixel_at(
    studyNumber: number,
    view: Json<ViewState>,
    x: number,
    y: number,
    image: number,
  ): number | [number, number, number] | null;
  measure(
    studyNumber: number,
    view: Json<ViewState>,
    image: number,
    marks: Json<MarkShape[]>,
  ): MeasurementReply[];
  thumbnail(studyNumber: number, series: number, makeBuffer: MakeBuffer): number;
  layers(studyNumber: number, view: Json<ViewState>, sourceNumber: number): LayerOutline[];
  layer_picture(
    studyNumber: number,
    view: Json<ViewState>,
    sourceNumber: number,
    layer: string,
    makeBuffer: MakeBuffer,
  ): PythonLayerPicture;
  segment_place(
    studyNumber: number,
    view: Json<ViewState>,
    sourceNumber: number,
    layer: string,
    segment: number,
  ): SegmentPlace | null;
  keep_labels(
    studyNumber: number,
    series: number,
    layer: string,
    dtype: string,
    shape: Json<readonly number[]>,
    buffer: Uint8Array,
  ): null;
  forget_labels(studyNumber: number, layer: string): null;
  colormap_colors(name: string): number[];
  shown_file(studyNumber: number, view: Json<ViewState>, makeBuffer: MakeBuffer): number;
  pipeline_inputs(
    studyNumber: number,
    view: Json<ViewState>,
    names: Json<readonly string[]>,
    marks: Json<readonly MarkShape[]>,
    makeBuffer: MakeBuffer,
  ): PipelineInputs;
  volume_slices(
    studyNumber: number,
    view: Json<ViewState>,
    first: number,
    makeBuffer: MakeBuffer,
  ): number;
  image_parts(
    studyNumber: number,
    name: string,
    place: Json<[series: number, frame: number][]>,
    makeBuffer: MakeBuffer,
  ): number;
  keep_processed(
    studyNumber: number,
    view: Json<ViewState>,
    number: number,
    dtype: string,
    shape: Json<readonly number[]>,
    buffer: Uint8Array,
  ): null;
  forget_processed(studyNumber: number, number: number): null;
  tag_names(tags: Json<TagKey[]>): [string, string][];
  tag_context(studyNumber: number, view: Json<ViewState>): TagContext;
  frames_ahead(studyNumber: number): number[];
  decode_ahead(studyNumber: number, frame: number): boolean;
  read_ahead(studyNumber: number): boolean;
  close_study(studyNumber: number): null;
  drop_caches(): null;
  study_count(): number;
}

export type BridgeFunction = keyof BridgeFunctions;

/** The reply of a function, see bridge/replies.py. */
export type BridgeReply<T> = { warnings: Warning[] } & (
  { value: T } | { error: Failure } | { pending: true } | { unfinished: true }
);

/** A value from Python, and what it warned of. */
export interface Answer<T> {
  value: T;
  warnings: Warning[];
}

/** A value as JSON text. */
export function toJson<T>(value: T): Json<T> {
  return JSON.stringify(value);
}
