/** Answers requests by calls of Python, which may have to be made again, see `CallAgain`. */

import { CodedError } from '../protocol/coded-error.js';
import type {
  AddRequest,
  Calls,
  FileReply,
  FileRequest,
  ImagePartsReply,
  ImagePartsRequest,
  KeepLabelsRequest,
  KeepProcessedRequest,
  LayerPicture,
  LayerPictureRequest,
  MeasureRequest,
  PictureReply,
  PictureRequest,
  PipelineInputsReply,
  PipelineInputsRequest,
  PixelRequest,
  Reply,
  Request,
  RuntimeStatistics,
  Thumbnail,
  ThumbnailRequest,
  VolumeSlicesReply,
  VolumeSlicesRequest,
} from '../protocol/messages.js';
import { toJson, type Answer, type PythonImage } from './bridge-functions.js';
import { placeOf, sizeOf, type OpenFiles } from './open-files.js';
import type { Python } from './python.js';
import { RecycledBuffers } from './recycled-buffers.js';

/** Answers a request; throws what `Python.call` throws. */
export function answerOf(python: Python, request: Request, files: OpenFiles): Answer<Reply> {
  switch (request.type) {
    case 'add':
      return add(python, request);
    case 'frame':
      return { value: [], warnings: [] }; // Python has no part in it
    case 'outline':
      return python.call('outline', request.study);
    case 'picture':
      return picture(python, request);
    case 'pixel':
      return pixel(python, request);
    case 'measure':
      return measure(python, request);
    case 'thumbnail':
      return thumbnail(python, request);
    case 'layers':
      return python.call('layers', request.study, toJson(request.view), request.source);
    case 'layer-picture':
      return layerPicture(python, request);
    case 'segment-place': {
      const { study, view, source, layer, segment } = request;
      return python.call('segment_place', study, toJson(view), source, layer, segment);
    }
    case 'colormap':
      return python.call('colormap_colors', request.name);
    case 'file':
      return shownFile(python, request, files);
    case 'pipeline-inputs':
      return pipelineInputs(python, request);
    case 'volume-slices':
      return volumeSlices(python, request);
    case 'image-parts':
      return imageParts(python, request);
    case 'keep-processed':
      return keepProcessed(python, request);
    case 'forget-processed':
      return python.call('forget_processed', request.study, request.number);
    case 'keep-labels':
      return keepLabels(python, request);
    case 'forget-labels':
      return python.call('forget_labels', request.study, request.layer);
    case 'runtime-files':
      return { value: python.runtimeFiles, warnings: [] };
    case 'tag-names':
      return python.call('tag_names', toJson(request.tags));
    case 'tag-context':
      return python.call('tag_context', request.study, toJson(request.view));
    case 'close':
      return python.call('close_study', request.study);
    case 'drop-caches':
      return python.call('drop_caches');
    case 'statistics':
      return statistics(python);
  }
}

/** The buffers of a reply that are transferred with it. */
export function buffersOf(request: Request, reply: Reply): ArrayBuffer[] {
  if (request.type === 'file') {
    const { file } = reply as FileReply;
    return file instanceof Blob ? [] : [file];
  }
  if (request.type === 'thumbnail') {
    return [(reply as Thumbnail).pixels];
  }
  if (request.type === 'layer-picture') {
    return (reply as LayerPicture).pixels;
  }
  if (request.type === 'pipeline-inputs') {
    return (reply as PipelineInputsReply).buffers;
  }
  if (request.type === 'volume-slices') {
    return (reply as VolumeSlicesReply).slices;
  }
  if (request.type === 'image-parts') {
    return (reply as ImagePartsReply).parts;
  }
  if (request.type !== 'picture') {
    return [];
  }
  const { images, layer, metadata } = reply as PictureReply;
  const pixels = images.map((image) => image.pixels);
  return [...pixels, layer, metadata].filter((buffer) => buffer !== null);
}

/** Adds a file, which is open. */
function add(python: Python, request: AddRequest): Answer<Calls['add']['reply']> {
  const { study, index } = request;
  return python.call('add_file', study, index, sizeOf(request), placeOf(request));
}

/** Renders a view. */
function picture(python: Python, request: PictureRequest): Answer<PictureReply> {
  const buffers = new RecycledBuffers(request.recycledBuffers);
  const { value, warnings } = python.call(
    'picture',
    request.study,
    toJson(request.view),
    request.knownMetadataKey ?? undefined, // Pyodide makes None of undefined, but not of null
    request.withLayer,
    buffers.make,
  );
  const [first, ...rest] = value.images;
  const [pixels, ...more] = buffers.made;
  const images: PictureReply['images'] = [
    withPixels(first, pixels),
    ...rest.map((image, index) => withPixels(image, more[index])),
  ];
  const others = buffers.made.slice(images.length);
  const hasMetadata = value.metadataKey !== request.knownMetadataKey;
  const metadata = (hasMetadata ? others.pop() : undefined) ?? null;
  const [layer = null] = others;
  return { value: { ...value, images, layer, metadata }, warnings };
}

function withPixels(image: PythonImage, pixels = new ArrayBuffer(0)) {
  return { ...image, pixels };
}

function pixel(
  python: Python,
  { study, view, x, y, image }: PixelRequest,
): Answer<Calls['pixel']['reply']> {
  return python.call('pixel_at', study, toJson(view), x, y, image);
}

function measure(
  python: Python,
  { study, view, image, marks }: MeasureRequest,
): Answer<Calls['measure']['reply']> {
  return python.call('measure', study, toJson(view), image, toJson(marks));
}

/** Renders a small picture of a series. */
function thumbnail(python: Python, { study, series }: ThumbnailRequest): Answer<Thumbnail> {
  const buffers = new RecycledBuffers([]);
  const call = python.call('thumbnail', study, series, buffers.make);
  const pixels = buffers.made[0] ?? new ArrayBuffer(0);
  return { value: { columns: call.value, pixels }, warnings: call.warnings };
}

/** Takes the inputs of a pipeline. */
function pipelineInputs(
  python: Python,
  { study, view, names, marks }: PipelineInputsRequest,
): Answer<PipelineInputsReply> {
  const buffers = new RecycledBuffers([]);
  const args = [toJson(view), toJson(names), toJson(marks)] as const;
  const { value, warnings } = python.call('pipeline_inputs', study, ...args, buffers.make);
  return { value: { ...value, buffers: buffers.made }, warnings };
}

function volumeSlices(
  python: Python,
  { study, view, first }: VolumeSlicesRequest,
): Answer<VolumeSlicesReply> {
  const buffers = new RecycledBuffers([]);
  const { value, warnings } = python.call(
    'volume_slices',
    study,
    toJson(view),
    first,
    buffers.make,
  );
  return { value: { next: value, slices: buffers.made }, warnings };
}

function imageParts(
  python: Python,
  { study, name, place }: ImagePartsRequest,
): Answer<ImagePartsReply> {
  const buffers = new RecycledBuffers([]);
  const { warnings } = python.call('image_parts', study, name, toJson(place), buffers.make);
  return { value: { parts: buffers.made }, warnings };
}

function keepProcessed(
  python: Python,
  { study, view, number, dtype, shape, bytes }: KeepProcessedRequest,
): Answer<null> {
  const args = [dtype, toJson(shape), new Uint8Array(bytes)] as const;
  return python.call('keep_processed', study, toJson(view), number, ...args);
}

function keepLabels(
  python: Python,
  { study, series, layer, dtype, shape, bytes }: KeepLabelsRequest,
): Answer<null> {
  const args = [dtype, toJson(shape), new Uint8Array(bytes)] as const;
  return python.call('keep_labels', study, series, layer, ...args);
}

function layerPicture(
  python: Python,
  { study, view, source, layer }: LayerPictureRequest,
): Answer<LayerPicture> {
  const buffers = new RecycledBuffers([]);
  const { value, warnings } = python.call(
    'layer_picture',
    study,
    toJson(view),
    source,
    layer,
    buffers.make,
  );
  return { value: { ...value, pixels: buffers.made }, warnings };
}

/** Takes a file from where it lies: from Python's heap, or from the files that are kept here. */
function shownFile(
  python: Python,
  { study, view }: FileRequest,
  files: OpenFiles,
): Answer<FileReply> {
  const buffers = new RecycledBuffers([]);
  const { value: index, warnings } = python.call('shown_file', study, toJson(view), buffers.make);
  const file = buffers.made[0] ?? files.whole(study, index);
  if (!file) {
    throw new CodedError('network', 'frames-lacking');
  }
  return { value: { index, file }, warnings };
}

function statistics(python: Python): Answer<RuntimeStatistics> {
  const { value: studies, warnings } = python.call('study_count');
  const { heapBytes, references } = python;
  return { value: { heapBytes, studies, references }, warnings };
}
