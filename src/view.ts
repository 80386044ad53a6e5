import type { DicomSummary, VoiSummary } from './metadata.js';
import type { RenderReply, ViewState } from './protocol.js';

export type { ViewState } from './protocol.js';

/** The names that `colormap` takes: gray and the palettes of PS3.6 Annex B; `hot` is Hot Iron. */
export const colormaps = [
  'gray',
  'hot',
  'pet',
  'hot-metal-blue',
  'pet-20-step',
  'spring',
  'summer',
  'fall',
  'winter',
] as const;

/** A window in modality units. */
export interface Window {
  windowCenter: number;
  windowWidth: number;
}

/** The values that a window can act on, from the least to the greatest. */
export type ValueRange = readonly [low: number, high: number];

/** The window in force and the values that it can act on. */
export interface Windowing {
  window: Window;
  range: ValueRange;
}

/** Whether two views ask for the same pixels. */
export function sameView(a: ViewState, b: ViewState): boolean {
  return (Object.keys(a) as (keyof ViewState)[]).every((key) => Object.is(a[key], b[key]));
}

/** Clamps a frame to the frames that there are. */
export function clampFrame(frame: number, frameCount: number): number {
  const whole = Number.isFinite(frame) ? Math.trunc(frame) : 0;
  return Math.min(Math.max(whole, 0), Math.max(frameCount - 1, 0));
}

/** The width of an image by its height, as it is to be seen: pixels need not be square. */
export function displayRatio({ columns, rows, pixelAspectRatio }: DicomSummary): number {
  return (columns * pixelAspectRatio) / rows;
}

/** Reads the attribute `voi`: digits are an index, anything else an explanation. */
export function voiChoice(voi: string | number | null | undefined): number | string | null {
  const text = String(voi ?? '').trim();
  return text === '' ? null : /^\d+$/.test(text) ? Number(text) : text;
}

/** The index of the VOI that a choice means; the first if there is none such. */
export function voiIndex(choice: number | string | null, voi: readonly VoiSummary[]): number {
  const index =
    typeof choice === 'string'
      ? voi.findIndex(({ explanation }) => explanation.toLowerCase() === choice.toLowerCase())
      : (choice ?? 0);
  return voi[index] ? index : 0;
}

/** The window in force, as a user would change it; undefined where there is nothing to change. */
export function windowingOf(
  view: ViewState,
  shown: RenderReply,
  range: ValueRange,
): Windowing | undefined {
  const [low, high] = range;
  if (low >= high) {
    return undefined;
  }
  // Without a window in force, as on colour, a user starts from the whole range.
  const windowCenter = view.windowCenter ?? shown.windowCenter ?? (low + high + 1) / 2;
  const windowWidth = view.windowWidth ?? shown.windowWidth ?? high - low + 1;
  return { window: { windowCenter, windowWidth }, range };
}

/** The step in which a user changes a window: 1, or for narrow ranges about a thousandth of them. */
export function windowStep([low, high]: ValueRange): number {
  const span = high - low;
  return span >= 64 || span <= 0 ? 1 : 10 ** Math.floor(Math.log10(span / 1000));
}

/**
 * Moves a window by a drag: across the whole image and back again is the whole range of values.
 * To the right widens it, down raises its center.
 */
export function dragWindow(start: Window, range: ValueRange, right: number, down: number): Window {
  const span = range[1] - range[0] || 1;
  return snapWindow(
    {
      windowCenter: start.windowCenter + down * span,
      windowWidth: start.windowWidth + right * span,
    },
    range,
  );
}

/** Rounds a window to the step of its range; its width is at least one step. */
export function snapWindow({ windowCenter, windowWidth }: Window, range: ValueRange): Window {
  const step = windowStep(range);
  return {
    windowCenter: snap(windowCenter, step),
    windowWidth: Math.max(snap(windowWidth, step), step),
  };
}

/** A multiple of the step, without the digits that binary fractions add. */
function snap(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(12));
}
