/** The messages between the page and its worker: plain data, buffers are transferred. */

import type { DicomErrorCode, DicomWarningCode } from './errors.js';
import type { DicomMetadata } from './metadata.js';

/** What is asked of the pixels; null stands for the file's own. */
export interface ViewState {
  series: number;
  frame: number;
  windowCenter: number | null;
  windowWidth: number | null;
  voi: number | string | null;
  colormap: string;
  invert: boolean;
}

/** A file for a study, which begins with its first. */
export interface AddRequest {
  type: 'add';
  /** A number of the page's own. */
  study: number;
  /** Which file of the source it is, from 0. */
  index: number;
  /** The whole file: an ArrayBuffer is transferred, and a Blob read where it is wanted. */
  file: ArrayBuffer | Blob;
}

export interface OutlineRequest {
  type: 'outline';
  study: number;
}

/** What a study holds, as it is listed. */
export interface Outline {
  series: SeriesOutline[];
  /** How many files are left out because they are the same as others. */
  duplicateCount: number;
}

export interface SeriesOutline {
  title: string;
  frameCount: number;
}

/** Where the edges of an image lie in the patient: letters as `A`, or `LA` of an oblique one. */
export interface EdgeLetters {
  left: string;
  right: string;
  top: string;
  bottom: string;
}

export interface RenderRequest {
  type: 'render';
  study: number;
  view: ViewState;
  /** Whether what lies above the frame is wanted too. */
  withLayer: boolean;
  /** What the page has the metadata of, as told in the last reply. */
  subject: string | null;
  /** A buffer that was used before, where there is one; transferred. */
  room: ArrayBuffer | null;
}

export interface RenderReply {
  /** RGBA: rows × columns × 4 bytes. */
  pixels: ArrayBuffer;
  rows: number;
  columns: number;
  /** The width of a pixel by its height. */
  pixelAspectRatio: number;
  /** The same above the frame; null where nothing is, or it isn't wanted. */
  layer: ArrayBuffer | null;
  /** Whether anything may lie above the frame. */
  hasLayer: boolean;
  /** Null where the file doesn't say. */
  edges: EdgeLetters | null;
  /** What the metadata are of. */
  subject: string;
  /** Null where they are of what the page has them of. */
  metadata: DicomMetadata | null;
  series: number;
  frame: number;
  frameCount: number;
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

export interface PixelRequest {
  type: 'pixel';
  study: number;
  view: ViewState;
  x: number;
  y: number;
}

export interface CloseRequest {
  type: 'close';
  study: number;
}

/** Lets go of what is kept only so that it needn't be made again. */
export interface DropCachesRequest {
  type: 'drop-caches';
}

export interface StatisticsRequest {
  type: 'statistics';
}

/** What the shared runtime holds. */
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
  /** The reply is what a DICOMDIR refers to, or null. */
  add: { request: AddRequest; reply: string[] | null };
  outline: { request: OutlineRequest; reply: Outline };
  render: { request: RenderRequest; reply: RenderReply };
  pixel: { request: PixelRequest; reply: number | [number, number, number] | null };
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

export interface Failure {
  code: DicomErrorCode;
  message: string;
  /** What the file says of itself, where it could be read. */
  metadata: DicomMetadata | null;
}

export interface Warning {
  code: DicomWarningCode;
  message: string;
}

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

/** The worker can't go on: nothing more will come from it. */
export interface FatalMessage {
  type: 'fatal';
  reason: string;
}

export type WorkerMessage =
  ReplyMessage | FailureMessage | ProgressMessage | ReadyMessage | FatalMessage;
