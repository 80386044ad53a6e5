import type { VoiSummary } from '../metadata.js';
import type { Picture, ViewState } from '../protocol/messages.js';

/** The planes in the order of their canvases. */
export const planeNames = ['axial', 'coronal', 'sagittal'] as const;

/** Reads the attribute `plane`: anything but a plane's name is none. */
export function planeChoice(plane: unknown): ViewState['plane'] {
  return [...planeNames, 'mpr' as const].find((name) => name === plane) ?? null;
}

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

/** The size of an image in pixels. */
export interface ImageSize {
  columns: number;
  rows: number;
  /** The width of a pixel by its height. */
  pixelAspectRatio: number;
}

/** The values that a window can act on, from the least to the greatest. */
export type ValueRange = readonly [low: number, high: number];

/** The window in force and what bounds it. */
export interface Windowing {
  window: Window;
  /** The values that it can act on. */
  range: ValueRange;
  /** The least width that its function allows. */
  leastWidth: number;
}

/** Whether two views ask for the same pixels. */
export function sameView(a: ViewState, b: ViewState): boolean {
  return (Object.keys(a) as (keyof ViewState)[]).every((key) => Object.is(a[key], b[key]));
}

/** Clamps an index to those that there are; from above only once their number is known, and not 0. */
export function clampIndex(index: number, count: number): number {
  const whole = Math.max(Math.trunc(finiteOrNull(index) ?? 0), 0);
  return count > 0 ? Math.min(whole, count - 1) : whole;
}

/** The width of an image by its height, as it is to be seen: pixels need not be square. */
export function displayRatio({ columns, rows, pixelAspectRatio }: ImageSize): number {
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
  shown: Picture,
  range: ValueRange,
): Windowing | undefined {
  const [low, high] = range;
  if (low >= high) {
    return undefined;
  }
  // Without a window in force, as on colour, a user starts from the whole range.
  const windowCenter = view.windowCenter ?? shown.windowCenter ?? (low + high + 1) / 2;
  const windowWidth = view.windowWidth ?? shown.windowWidth ?? high - low + 1;
  const leastWidth = shown.isLinear ? 1 : windowStep(range);
  return { window: { windowCenter, windowWidth }, range, leastWidth };
}

/** The step in which a user changes a window: 1, or for narrow ranges about a thousandth of them. */
export function windowStep([low, high]: ValueRange): number {
  const span = high - low;
  return span >= 64 || span <= 0 ? 1 : 10 ** Math.floor(Math.log10(span / 1000));
}

/** How many CSS pixels of a drag double a window's width. */
const doublingReach = 400;

/**
 * Moves a window by a drag, in CSS pixels: to the right widens it, down raises its center. The speed follows the
 * window's width: a narrow window moves finely. One of 400 HU moves by 1 HU a pixel, one of 1600 HU by 4 HU.
 */
export function dragWindow(start: Windowing, right: number, down: number): Window {
  const { window, range } = start;
  const speed = Math.max(window.windowWidth / doublingReach, windowStep(range));
  const windowCenter = window.windowCenter + down * speed;
  const windowWidth = window.windowWidth + right * speed;
  return snapWindow({ windowCenter, windowWidth }, start);
}

/** Rounds a window to the step of its range; its width is at least what its function allows. */
export function snapWindow(
  { windowCenter, windowWidth }: Window,
  { range, leastWidth }: Windowing,
): Window {
  const step = windowStep(range);
  return {
    windowCenter: snap(windowCenter, step),
    windowWidth: Math.max(snap(windowWidth, step), leastWidth),
  };
}

/** A page's number, which may be text, or null where it is none. */
export function finiteOrNull(value: unknown): number | null {
  const number = Number(value === '' ? NaN : (value ?? NaN));
  return Number.isFinite(number) ? number : null;
}

/** A multiple of the step, without the digits that binary fractions add. */
function snap(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(12));
}
