/** What a viewer fills into the parameters of a function: asked of its Python, and brought to the pipeline's. */

import type { Annotation } from '../annotations/annotation.js';
import type { ImagePartsRequest, MarkShape, ViewState } from '../protocol/messages.js';
import type { SentArray } from '../protocol/own-python.js';
import type { Study } from '../runtime/study.js';
import type { PipelineContext } from './context.js';
import type { RunInputs } from './program.js';
import type { SecondSeries } from './second.js';

/** Inputs that are the same for all frames of a volume. */
const ofVolume = new Set(['volume', 'spacing', 'affine']);

/** Whether a function works on the volume alone. */
export function isOfVolume(names: readonly string[]): boolean {
  return names.includes('volume') && names.every((name) => ofVolume.has(name));
}

/** What lies above an image. */
interface Above {
  marks: readonly MarkShape[];
  /** The second series, if that is an input and there is one. */
  second: SecondSeries | null;
}

/** The inputs of a run for a view. */
export function inputsFor(
  context: PipelineContext,
  study: Study,
  view: ViewState,
  names: readonly string[],
  above: Above,
): RunInputs {
  const { series, frame, plane, slab, projection, crosshair } = view;
  const parts: unknown[] = [study.number, study.revision, series, names];
  if (!isOfVolume(names)) {
    parts.push(frame, plane, slab, projection, crosshair);
  }
  if (names.includes('window')) {
    parts.push(view.windowCenter, view.windowWidth, view.voi, view.preset);
  }
  if (names.includes('mask') || names.includes('points')) {
    parts.push(above.marks);
  }
  if (above.second) {
    parts.push(above.second.source.number, above.second.id);
  }
  return {
    key: JSON.stringify(parts),
    fetch: () => fetchInputs(context, study, view, names, above),
  };
}

/** Has the viewers' Python fetch what it takes inputs with, before any are asked for. */
export function prepareInputs(context: PipelineContext, study: Study, view: ViewState): void {
  fetchInputs(context, study, view, [], { marks: [], second: null }).catch(() => undefined); // the run tells what is wrong
}

/** The marks of a frame that make `mask` and `points`. */
export function marksOn(
  annotations: readonly Annotation[],
  view: ViewState,
  sopInstanceUID: unknown,
): MarkShape[] {
  if (view.plane !== null) {
    return [];
  }
  const isOnFrame = (mark: Annotation) =>
    mark.sopInstanceUID === undefined
      ? (mark.frame ?? 0) === view.frame
      : mark.sopInstanceUID === sopInstanceUID;
  return annotations
    .filter((mark) => mark.plane === undefined && isOnFrame(mark))
    .map(({ type, points }) => ({ type, points: points.map((point) => [...point]) }));
}

async function fetchInputs(
  { call }: PipelineContext,
  study: Study,
  view: ViewState,
  names: readonly string[],
  { marks, second }: Above,
): ReturnType<RunInputs['fetch']> {
  const request = { study: study.number, view } as const;
  const reply = await call<'pipeline-inputs'>({
    type: 'pipeline-inputs',
    ...request,
    names,
    marks,
  });
  const arrays: SentArray[] = [];
  const values: Record<string, unknown> = {};
  for (const [index, { name, dtype, shape }] of reply.arrays.entries()) {
    const buffer = reply.buffers[index] ?? new ArrayBuffer(0);
    if (name === 'ds') {
      values['ds'] = JSON.parse(new TextDecoder().decode(buffer));
    } else {
      arrays.push({ name, dtype, shape, parts: [buffer] });
    }
  }
  if (reply.volume) {
    const parts: ArrayBuffer[] = [];
    while (parts.length < (reply.volume[0] ?? 0)) {
      const first = parts.length;
      const { slices } = await call<'volume-slices'>({ type: 'volume-slices', ...request, first });
      if (slices.length === 0) {
        break;
      }
      parts.push(...slices);
    }
    arrays.push({ name: 'volume', dtype: 'float32', shape: reply.volume, parts });
  }
  const { place, stack } = reply;
  if (place && names.includes('datasets')) {
    const parts = await imageParts(call, { study: study.number, name: 'datasets', place });
    const decoder = new TextDecoder();
    values['datasets'] = parts.map((part): unknown => JSON.parse(decoder.decode(part)));
  }
  if (place && stack) {
    const parts = await imageParts(call, { study: study.number, name: 'images', place });
    arrays.push({ name: 'images', dtype: 'float32', shape: stack, parts });
  }
  const { spacing, affine, frame, window, points, image, volume } = reply;
  if (second) {
    const request = { type: 'layer-picture', view, layer: second.id } as const;
    const { value } = await study.askLayers<'layer-picture'>(second.source, request);
    arrays.push({ name: 'second', dtype: 'float32', shape: image, parts: value.pixels });
  }
  for (const { name } of arrays) {
    values[name] = null;
  }
  return { values: { ...values, spacing, affine, frame, window, points }, arrays, image, volume };
}

/** An input of each image at a place, in their order. */
async function imageParts(
  call: PipelineContext['call'],
  { study, name, place }: Omit<ImagePartsRequest, 'type'>,
): Promise<ArrayBuffer[]> {
  const parts: ArrayBuffer[] = [];
  while (parts.length < place.length) {
    const missing = place.slice(parts.length);
    const request = { type: 'image-parts', study, name, place: missing } as const;
    parts.push(...(await call<'image-parts'>(request)).parts);
  }
  return parts;
}
