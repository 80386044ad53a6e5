/** The types that the element's module exports. */

export type {
  Annotation,
  AnnotationAction,
  AnnotationType,
  Measurement,
} from './annotations/annotation.js';
export type { DicomErrorCode, DicomErrorOptions, DicomWarningCode } from './errors.js';
export type { DownloadOptions, Downloadable, ExportOptions } from './export/host.js';
export type { LanguageTexts as DicomLanguage } from './languages/language.js';
export type {
  Message as DicomMessage,
  MessageKey as DicomReason,
  Parameters as DicomParameters,
} from './languages/message.js';
export type {
  ByteCount,
  DicomAnnotationDetail,
  DicomChangeDetail,
  DicomErrorDetail,
  DicomEventDetails,
  DicomEventMap,
  DicomLoadDetail,
  DicomLogDetail,
  DicomProgressDetail,
  DicomRenderDetail,
  DicomResultDetail,
  DicomWarningDetail,
  LocalFile,
  LocalFiles,
} from './events.js';
export type {
  CineSummary,
  DicomDataset,
  DicomElement,
  DicomGeometry,
  DicomMetadata,
  DicomSummary,
  DicomValue,
  OverlaySummary,
  PersonName,
  VoiSummary,
} from './metadata.js';
export type { Fetcher as DicomFetcher } from './network/fetch.js';
export type {
  Crosshair,
  PipelineResult,
  PlaneName,
  ResultArray,
  RuntimeStatistics,
  Vector,
} from './protocol/messages.js';
export type { LayerChange, LayerState, LayerType, SegmentState } from './view/layer-state.js';
