/** The messages between the page and its worker: plain data, buffers are transferred. */

import type { DicomErrorCode, DicomWarningCode } from './errors.js';
import type { DicomMetadata } from './metadata.js';

/** What is asked of the pixels; null stands for the file's own. */
export interface ViewState {
  frame: number;
  windowCenter: number | null;
  windowWidth: number | null;
  voi: number | string | null;
  colormap: string;
  invert: boolean;
}

export interface OpenRequest {
  type: 'open';
  /** The whole file; transferred. */
  bytes: ArrayBuffer;
}

export interface OpenReply {
  study: number;
  metadata: DicomMetadata;
}

export interface RenderRequest {
  type: 'render';
  study: number;
  view: ViewState;
  /** Room for rows × columns × 4 bytes; transferred, and back again with the reply. */
  pixels: ArrayBuffer;
  /** The same for the layer above the frame; null if it isn't wanted. */
  layer: ArrayBuffer | null;
}

export interface RenderReply {
  pixels: ArrayBuffer;
  layer: ArrayBuffer | null;
  frame: number;
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
  frame: number;
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
  /** How many files are open. */
  studies: number;
  /** How many JavaScript objects Python refers to. */
  references: number;
}

/** Each request with its reply. */
export interface Calls {
  open: { request: OpenRequest; reply: OpenReply };
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
