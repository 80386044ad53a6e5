/** The messages between the page and its worker: plain data, buffers are transferred. */

import type { DicomErrorCode, DicomWarningCode } from '../errors.js';
import type { Message } from '../languages/message.js';
import type { DicomMetadata } from '../metadata.js';

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

/** What is asked of the pixels; null stands for the file's own. */
export interface ViewState {
  series: number;
  frame: number;
  windowCenter: number | null;
  windowWidth: number | null;
  voi: number | string | null;
  colormap: string;
  invert: boolean;
  /** A plane through the volume, or all three; null for frames as they are stored. */
  plane: PlaneName | 'mpr' | null;
  /** How thick planes are, in mm. */
  slab: number;
  projection: string;
  /** Null for the volume's middle and the patient's own axes. */
  crosshair: Crosshair | null;
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
  /** Buffers that were used before; transferred. */
  room: ArrayBuffer[];
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
  /** The unit vector to the next plane, and how far away that is on average, in mm. */
  forward: Vector;
  step: number;
  /** How far from the first each plane lies, in mm; null where they are equally far apart. */
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

/** One canvas. */
export interface ImageReply {
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
  grid: PlaneGrid | null;
  /** Null of a plane alone. */
  crosshair: CrosshairPlace | null;
}

export interface RenderReply {
  /** One, or three: axial, coronal and sagittal. */
  images: [ImageReply, ...ImageReply[]];
  /** What lies above the frame, of the same size; null where nothing does, or it isn't wanted. */
  layer: ArrayBuffer | null;
  /** Whether anything may lie above the frame. */
  hasLayer: boolean;
  /** What the metadata are of. */
  subject: string;
  /** Null where they are of what the page has them of. */
  metadata: DicomMetadata | null;
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

export interface PixelRequest {
  type: 'pixel';
  study: number;
  view: ViewState;
  /** Of which of the images. */
  image: number;
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

export type WorkerMessage =
  | StartedMessage
  | ReplyMessage
  | FailureMessage
  | ProgressMessage
  | BusyMessage
  | PongMessage
  | ReadyMessage
  | FatalMessage;
