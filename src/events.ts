import type { Annotation, AnnotationAction } from './annotations/annotation.js';
import type { DicomErrorCode, DicomWarningCode } from './errors.js';
import type { Crosshair, PipelineResult, PlaneName } from './protocol/messages.js';
import type { LayerState } from './view/layer-state.js';

/** Bytes that have arrived, of a total that is 0 while it is unknown. */
export interface ByteCount {
  loaded: number;
  total: number;
}

/** What has arrived. */
export interface Progress extends ByteCount {
  /** Of a source: how many files, of how many. */
  files?: number;
  fileCount?: number;
  /** What comes now: the runtime, until it is there; undefined until anything has come. */
  phase?: 'runtime' | 'source';
}

/** Something of the runtime or of the source has arrived. */
export interface DicomProgressDetail extends Progress {
  phase: 'runtime' | 'source';
}

/** The first frame of a new source is on the canvas. */
export interface DicomLoadDetail {
  rows: number;
  columns: number;
  frameCount: number;
  transferSyntaxUID: string;
  modality: string;
}

/** Pixels have reached the canvas; the window is null where none acts, as on colour. */
export interface DicomRenderDetail {
  frame: number;
  windowCenter: number | null;
  windowWidth: number | null;
  decodeMs: number;
  renderMs: number;
}

/** A source, or a frame of it, can't be shown. */
export interface DicomErrorDetail {
  code: DicomErrorCode;
  message: string;
}

/** A source is shown, but something in it is off. */
export interface DicomWarningDetail {
  code: DicomWarningCode;
  message: string;
}

/** What the user changed: the properties' new values. */
export interface DicomChangeDetail {
  series?: number;
  frame?: number;
  windowCenter?: number | undefined;
  windowWidth?: number | undefined;
  voi?: string | undefined;
  preset?: string | undefined;
  interpolation?: 'smooth' | 'pixelated';
  colormap?: string;
  invert?: boolean;
  plane?: PlaneName | 'mpr' | undefined;
  slab?: number;
  projection?: 'mean' | 'max' | 'min';
  crosshair?: Crosshair | undefined;
  zoom?: number;
  rotation?: number;
  flip?: boolean;
  center?: readonly [x: number, y: number] | undefined;
  tool?: string | undefined;
  overlays?: 'on' | 'off';
  layers?: 'on' | 'off';
  layerList?: readonly LayerState[];
  info?: boolean;
  infoTab?: 'summary' | 'tags' | 'pipeline';
  fps?: number | undefined;
  paused?: boolean;
  files?: LocalFiles | undefined;
  pipeline?: string | undefined;
  parameters?: Readonly<Record<string, unknown>>;
}

/** What the user did to a mark: `add`, `change`, `remove`, `select` or `reveal`. */
export interface DicomAnnotationDetail {
  action: AnnotationAction;
  annotation: Annotation;
}

/** What a pipeline has come to. */
export interface DicomResultDetail {
  /** The function. */
  name: string;
  result: PipelineResult;
}

/** What a pipeline has printed. */
export interface DicomLogDetail {
  text: string;
}

/** Local data. */
export type LocalFile = File | Blob | ArrayBuffer | Uint8Array;

/** What the property `files` takes: several, or one. */
export type LocalFiles = Iterable<LocalFile> | LocalFile;

/** The element's events by name. */
export interface DicomEventDetails {
  'dicom-progress': DicomProgressDetail;
  'dicom-load': DicomLoadDetail;
  'dicom-render': DicomRenderDetail;
  'dicom-error': DicomErrorDetail;
  'dicom-warning': DicomWarningDetail;
  'dicom-change': DicomChangeDetail;
  'dicom-annotation': DicomAnnotationDetail;
  'dicom-result': DicomResultDetail;
  'dicom-log': DicomLogDetail;
}

export type DicomEventMap = {
  [Name in keyof DicomEventDetails]: CustomEvent<DicomEventDetails[Name]>;
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merges the events in
  interface GlobalEventHandlersEventMap extends DicomEventMap {}
}

/** Dispatches one of the element's events: it bubbles and leaves shadow trees. */
export function emit<Name extends keyof DicomEventDetails>(
  target: EventTarget,
  name: Name,
  detail: DicomEventDetails[Name],
): void {
  target.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
