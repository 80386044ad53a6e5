import { nothing } from 'lit';

import type { ChromeTexts } from '../languages/en/chrome.js';
import { filled } from '../languages/languages.js';
import { movedBy, type CrosshairImage } from '../view/crosshair.js';
import type { ControlsState } from './controls-state.js';
import type { Act } from '../templates/action.js';
import { range } from './fields.js';

/** The slider beside a pane: of one of three planes, or of all frames. */
export function frameSlider(
  { planes, frame, frameCount }: ControlsState,
  index: number,
  { controls: texts }: ChromeTexts,
  act: Act,
) {
  const image = planes[index];
  if (image) {
    return slider(image.plane ? texts[image.plane] : '', image, texts, (value) => {
      act({ crosshair: movedBy(image.crosshair, image, value - image.frame) });
    });
  }
  return index > 0
    ? nothing
    : slider(texts.frame, { frame, frameCount }, texts, (value) => {
        act({ frame: value });
      });
}

function slider(
  label: string,
  { frame, frameCount }: Pick<CrosshairImage, 'frame' | 'frameCount'>,
  texts: ChromeTexts['controls'],
  change: (frame: number) => void,
) {
  if (frameCount < 2) {
    return nothing;
  }
  const text = filled(texts.position, { frame: String(frame + 1), frameCount: String(frameCount) });
  return range(label, { bounds: [0, frameCount - 1], step: 1, value: frame, text }, change);
}
