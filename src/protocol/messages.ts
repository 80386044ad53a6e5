/** The messages between the page and its worker: plain data, buffers are transferred. */

import type { DicomErrorCode, DicomWarningCode } from '../errors.js';
import type { Sentences } from '../languages/message.js';
import type { Message } from '../languages/message.js';
import type { DicomMetadata } from '../metadata.js';
import type {
  ColormapRequest,
  LayerOutline,
  LayerPicture,
  LayerPictureRequest,
  LayersRequest,
  SegmentPlace,
  SegmentPlaceRequest,
} from './layer.js';
import type { MarkShape, MeasurementReply } from './measurement.js';
import type { PictureReply } from './picture.js';
import type {
  ForgetLabelsRequest,
  ForgetProcessedRequest,
  ImagePartsReply,
  ImagePartsRequest,
  KeepLabelsRequest,
  KeepProcessedRequest,
  PipelineInputsReply,
  PipelineInputsRequest,
  PlacedFiles,
  RuntimeFilesRequest,
  VolumeSlicesReply,
  VolumeSlicesRequest,
} from './pipeline.js';
import type { TagContext, TagContextRequest, TagNamesRequest } from './tags.js';
import type { ViewState } from './view.js';

export type * from './layer.js';
export type * from './measurement.js';
export type * from './picture.js';
export type * from './pipeline.js';
export type * from './tags.js';
export type * from './view.js';

/** Adds a file to a study, which begins with its first. */
export interface AddRequest {
  type: 'add';
  /** A number of the page's own. */
  study: number;
  /** Which file of the source it is, from 0. */
  index: number;
  /** The whole file: an ArrayBuffer is transferred, a Blob is read piece by piece when Python needs it. */
  file: ArrayBuffer | Blob;
  /** Where frames go that come later; the file is what stands before them. */
  frames?: FrameSlots | undefined;
}

/** Where the frames of a file lie, each of which may be shorter than its slot. */
export interface FrameSlots {
  count: number;
  /** The bytes of each, with those of `item`. */
  slot: number;
  /** What stands before each frame: its item's head, or nothing of native ones. */
  item: ArrayBuffer;
  /** What stands after the last. */
  tail: ArrayBuffer;
}

/** Brings a frame of a file that was added without; it is transferred. */
export interface FrameRequest {
  type: 'frame';
  study: number;
  index: number;
  /** Which of the frames, from 0. */
  frame: number;
  /** Null if it can't be had. */
  bytes: ArrayBuffer | null;
}

export interface OutlineRequest {
  type: 'outline';
  study: number;
}

/** What a page lists of a study. */
export interface Outline {
  series: SeriesOutline[];
  /** How many files are left out because they are the same as others. */
  duplicateCount: number;
  /** How many files may lie above others as layers. */
  layerCount: number;
}

export interface SeriesOutline {
  title: string;
  frameCount: number;
}

export interface PictureRequest {
  type: 'picture';
  study: number;
  view: ViewState;
  /** Whether what lies above the frame is wanted too. */
  withLayer: boolean;
  /** The key of the metadata that the page has; null if it has none. */
  knownMetadataKey: string | null;
  /** Buffers of earlier pictures, for the pixels of this one; transferred. */
  recycledBuffers: ArrayBuffer[];
}

export interface PixelRequest {
  type: 'pixel';
  study: number;
  view: ViewState;
  /** Of which of the images. */
  image: number;
  x: number;
  y: number;
}

/** Measures marks on one of the images of a view. */
export interface MeasureRequest {
  type: 'measure';
  study: number;
  view: ViewState;
  /** Which of the images. */
  image: number;
  marks: MarkShape[];
}

/** Asks for a small picture of a series. */
export interface ThumbnailRequest {
  type: 'thumbnail';
  study: number;
  series: number;
}

/** A small picture of square pixels. */
export interface Thumbnail {
  columns: number;
  /** RGBA: rows × columns × 4 bytes. */
  pixels: ArrayBuffer;
}

/** Asks for the file that the metadata of a view are of. */
export interface FileRequest {
  type: 'file';
  study: number;
  view: ViewState;
}

/** A file of a source, as it came. */
export interface FileReply {
  /** Which file of the source it is. */
  index: number;
  file: ArrayBuffer | Blob;
}

export interface CloseRequest {
  type: 'close';
  study: number;
}

/** Frees the memory of all that can be made again: decoded frames and volumes. */
export interface DropCachesRequest {
  type: 'drop-caches';
}

export interface StatisticsRequest {
  type: 'statistics';
}

/** Figures of the shared runtime. */
export interface RuntimeStatistics {
  /** The size of Python's heap in bytes; it never shrinks. */
  heapBytes: number;
  /** How many sources are open. */
  studies: number;
  /** How many JavaScript objects Python refers to. */
  references: number;
}

/** Each request with its reply. */
export interface Calls {
  /** The reply is the IDs of the files to which a DICOMDIR refers; null of any other file. */
  add: { request: AddRequest; reply: string[] | null };
  /** The reply is the frames of the file that are waited for. */
  frame: { request: FrameRequest; reply: number[] };
  outline: { request: OutlineRequest; reply: Outline };
  picture: { request: PictureRequest; reply: PictureReply };
  pixel: { request: PixelRequest; reply: number | [number, number, number] | null };
  measure: { request: MeasureRequest; reply: MeasurementReply[] };
  thumbnail: { request: ThumbnailRequest; reply: Thumbnail };
  file: { request: FileRequest; reply: FileReply };
  layers: { request: LayersRequest; reply: LayerOutline[] };
  'layer-picture': { request: LayerPictureRequest; reply: LayerPicture };
  'segment-place': { request: SegmentPlaceRequest; reply: SegmentPlace | null };
  colormap: { request: ColormapRequest; reply: number[] };
  'tag-names': { request: TagNamesRequest; reply: [keyword: string, name: string][] };
  'tag-context': { request: TagContextRequest; reply: TagContext };
  'pipeline-inputs': { request: PipelineInputsRequest; reply: PipelineInputsReply };
  'image-parts': { request: ImagePartsRequest; reply: ImagePartsReply };
  'volume-slices': { request: VolumeSlicesRequest; reply: VolumeSlicesReply };
  'keep-processed': { request: KeepProcessedRequest; reply: null };
  'forget-processed': { request: ForgetProcessedRequest; reply: null };
  'keep-labels': { request: KeepLabelsRequest; reply: null };
  'forget-labels': { request: ForgetLabelsRequest; reply: null };
  'runtime-files': { request: RuntimeFilesRequest; reply: PlacedFiles };
  close: { request: CloseRequest; reply: null };
  'drop-caches': { request: DropCachesRequest; reply: null };
  statistics: { request: StatisticsRequest; reply: RuntimeStatistics };
}

export type CallType = keyof Calls;
export type Request = Calls[CallType]['request'];
export type Reply = Calls[CallType]['reply'];

export interface RequestMessage {
  id: number;
  request: Request;
}

/** Asks whether the worker's event loop runs. */
export interface PingMessage {
  type: 'ping';
}

/** What the page sends. */
export type PageMessage = RequestMessage | PingMessage;

/** Why something can't be shown: the page makes a sentence of it. */
export type Failure = Message & {
  code: DicomErrorCode;
  /** What the file says of itself, where it could be read. */
  metadata: DicomMetadata | null;
};

/** What is wrong in something that is shown. */
export type Warning = Message & { code: DicomWarningCode };

export interface ReplyMessage {
  type: 'reply';
  id: number;
  value: Reply;
  warnings: Warning[];
}

export interface FailureMessage {
  type: 'failure';
  id: number;
  error: Failure;
}

/** Bytes of the runtime that have arrived; total is 0 while it is unknown. */
export interface ProgressMessage {
  type: 'progress';
  loaded: number;
  total: number;
}

/** How long a part of the start took. */
export interface Phase {
  name: string;
  /** In ms since the epoch, which is the same on every thread. */
  start: number;
  duration: number;
}

export interface ReadyMessage {
  type: 'ready';
  phases: Phase[];
}

/** The worker's script runs; Python is about to be started. */
export interface StartedMessage {
  type: 'started';
  /** The build that the script is of: it must be the page's. */
  build: string;
}

/** The call of an id goes on. */
export interface BusyMessage {
  type: 'busy';
  id: number;
}

/** Answers a ping. */
export interface PongMessage {
  type: 'pong';
}

/** The worker can't go on: nothing more will come from it. */
export interface FatalMessage {
  type: 'fatal';
  why: Message;
}

/** What the worker sends, with the English sentences of the reasons in it that the page lacks. */
export type PostedMessage = WorkerMessage & { sentences?: Sentences };

export type WorkerMessage =
  | StartedMessage
  | ReplyMessage
  | FailureMessage
  | ProgressMessage
  | BusyMessage
  | PongMessage
  | ReadyMessage
  | FatalMessage;
