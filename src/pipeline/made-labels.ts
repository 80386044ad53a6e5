import type { ImageBelow } from '../display/displayed.js';
import type { PictureImage, PipelineResult, ResultArray, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { segmentColor, type LayerState } from '../view/layer-state.js';
import type { PipelineContext } from './context.js';
import { KeptLabels } from './kept-labels.js';

/** Draws a layer on a canvas of its own, as its state says. */
export type DrawLayer = (canvas: HTMLCanvasElement, state: LayerState) => void;

/** What a pipeline has made: labels of an image or of a volume, or contours. */
export interface MadeLayer {
  /** The layer that it is, as long as nobody has changed that. */
  readonly initial: LayerState;
  /** Labels of a volume; undefined of what is made of an image. */
  readonly kept?: KeptLabels | undefined;
  /** For each image that is displayed a label of each pixel, or what draws it; none of images that it isn't of. */
  on(displayed: ImageBelow): (Uint16Array | DrawLayer | undefined)[];
}

/** What a run of a function has come to, and of which view. */
export interface Run {
  name: string;
  study: Study;
  view: ViewState;
  result: PipelineResult;
}

/** The labels of a result. */
export function madeLabels(run: Run, call: PipelineContext['call']): MadeLayer[] {
  const { name, study, view, result } = run;
  return (['mask', 'labels'] as const).flatMap((type) => {
    const array = result[type];
    const isOfVolume = array?.shape.length === 3;
    return array
      ? [
          {
            initial: initialState(type, name, array),
            kept: isOfVolume ? new KeptLabels(study, view.series, array, call) : undefined,
            on: (displayed: ImageBelow) =>
              isOn(run, displayed)
                ? displayed.picture.images.map((image) => labelsOf(array, image))
                : [],
          },
        ]
      : [];
  });
}

function initialState(type: 'mask' | 'labels', name: string, { data }: ResultArray): LayerState {
  const numbers = type === 'labels' ? numbersIn(data) : data.includes(1) ? [1] : [];
  const segments = numbers.map((number) => ({
    number,
    label: type === 'mask' ? name : '',
    category: '',
    color: segmentColor(number - 1),
    visible: true,
  }));
  const id = `pipeline ${type}`;
  return { id, type, name, visible: true, opacity: 0.4, outline: true, segments };
}

/** The labels that there are, in order. */
function numbersIn(data: ResultArray['data']): number[] {
  const isThere = new Uint8Array(2 ** 16);
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- of 50 million voxels that takes seven times as long
  for (let index = 0; index < data.length; index += 1) {
    isThere[data[index] ?? 0] = 1;
  }
  return [...isThere.keys()].filter((label) => label > 0 && isThere[label] === 1);
}

/** The labels of the pixels of an image, unless they are of another size. */
function labelsOf(
  { data, shape }: ResultArray,
  { columns, rows }: PictureImage,
): Uint16Array | undefined {
  const [height, width] = shape;
  return height === rows && width === columns ? Uint16Array.from(data) : undefined;
}

/** Whether the image that a run was of is displayed. */
export function isOn({ study, view }: Run, { study: shown, request }: ImageBelow): boolean {
  return study === shown && placeOf(view) === placeOf(request.view);
}

/** Which image a view shows. */
function placeOf({ series, frame, plane, slab, projection, crosshair }: ViewState): string {
  return JSON.stringify([series, frame, plane, slab, projection, crosshair]);
}
