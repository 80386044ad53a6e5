import type { DisplayedImage } from '../display/displayed.js';
import type { PictureImage, PipelineResult, ResultArray, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { segmentColor, type LayerState } from '../view/layer-state.js';

/** Draws a layer on a canvas of its own, as its state says. */
export type DrawLayer = (canvas: HTMLCanvasElement, state: LayerState) => void;

/** What a pipeline has made: labels of an image or of the slices of a volume, or contours. */
export interface MadeLayer {
  /** The layer that it is, as long as nobody has changed that. */
  readonly initial: LayerState;
  /** For each image that is displayed a label of each pixel, or what draws it; undefined of an image that it isn't of. */
  on(displayed: DisplayedImage): (Uint16Array | DrawLayer | undefined)[];
}

/** What a run of a function has come to, and of which view. */
export interface Run {
  name: string;
  study: Study;
  view: ViewState;
  result: PipelineResult;
}

/** The labels of a result. */
export function madeLabels({ name, study, view, result }: Run): MadeLayer[] {
  return (['mask', 'labels'] as const).flatMap((type) => {
    const array = result[type];
    return array
      ? [
          {
            initial: initialState(type, name, array),
            on: (displayed: DisplayedImage) => {
              const isOther =
                study !== displayed.study || view.series !== displayed.request.view.series;
              return displayed.picture.images.map((image) =>
                isOther ? undefined : labelsOf(array, view, displayed, image),
              );
            },
          },
        ]
      : [];
  });
}

function initialState(type: 'mask' | 'labels', name: string, { data }: ResultArray): LayerState {
  const segments = numbersIn(data).map((number) => ({
    number,
    label: type === 'mask' ? name : '',
    category: '',
    color: segmentColor(number - 1),
    visible: true,
  }));
  const id = `pipeline ${type}`;
  return { id, type, name, visible: true, opacity: 0.4, outline: true, segments };
}

/** The labels that there are, in order; there may be 50 million voxels. */
function numbersIn(data: ResultArray['data']): number[] {
  const isThere = new Uint8Array(2 ** 16);
  for (const label of data) {
    isThere[label] = 1;
  }
  return [...isThere.keys()].filter((label) => label > 0 && isThere[label] === 1);
}

/** The labels of the pixels of an image. */
function labelsOf(
  { data, shape }: ResultArray,
  view: ViewState,
  { request, picture }: DisplayedImage,
  { columns, rows, frame, plane }: PictureImage,
): Uint16Array | undefined {
  const [height, width] = shape.slice(-2);
  const size = columns * rows;
  if (width !== columns || height !== rows) {
    return undefined;
  }
  if (shape.length === 2) {
    return placeOf(view) === placeOf(request.view) ? Uint16Array.from(data) : undefined;
  }
  const { frames = null } = picture.metadata.geometry ?? {};
  const slice = frames ? frames.indexOf(frame) : frame;
  const isThere = plane === null && slice >= 0 && slice < (shape[0] ?? 0);
  return isThere ? Uint16Array.from(data.subarray(slice * size, (slice + 1) * size)) : undefined;
}

/** Whether the image that a run was of is displayed. */
export function isOn({ study, view }: Run, { study: shown, request }: DisplayedImage): boolean {
  const isOfSeries = study === shown && view.series === request.view.series;
  return isOfSeries && placeOf(view) === placeOf(request.view);
}

/** Which image a view shows. */
function placeOf({ frame, plane, slab, projection, crosshair }: ViewState): string {
  return JSON.stringify([frame, plane, slab, projection, crosshair]);
}
