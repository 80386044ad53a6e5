/** The view that is asked for, clamped to what an open study holds. */

import type { ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { clampIndex } from '../view/view.js';
import type { DisplayedImage } from './displayed.js';

/**
 * Clamps a view to a study. `displayed` is what is on the canvas if it shows all that the study is known to hold; of
 * a plane it says how many there are, and which is in the middle.
 */
export function clampedView(
  view: ViewState,
  study: Study,
  displayed: DisplayedImage | undefined,
): ViewState {
  const clamped = { ...view, series: clampIndex(view.series, study.series.length) };
  if (view.plane === 'mpr') {
    return clamped;
  }
  const frame = view.frame ?? middleOf(clamped, displayed);
  const frameCount = frameCountOf(clamped, study, displayed);
  return { ...clamped, frame: frame === null ? null : clampIndex(frame, frameCount) };
}

/** How many frames a study has in a view, as far as it is known; else 0. */
export function frameCountOf(
  { series, plane }: ViewState,
  study: Study | undefined,
  displayed: DisplayedImage | undefined,
): number {
  if (displayed?.picture.series === series && displayed.request.view.plane === plane) {
    return displayed.image.frameCount;
  }
  // How many planes there are is known once there is one.
  return plane ? 0 : (study?.series[series]?.frameCount ?? 0);
}

/** The plane in the middle, once it is displayed. */
function middleOf(
  { series, plane }: ViewState,
  displayed: DisplayedImage | undefined,
): number | null {
  const { view } = displayed?.request ?? {};
  const isDisplayed = view?.plane === plane && view.series === series && view.frame === null;
  return isDisplayed ? (displayed?.image.frame ?? null) : null;
}
