import { nothing } from 'lit';

import { countText } from '../languages/numbers.js';
import type { Language } from '../languages/language.js';
import { fill } from '../languages/fill.js';
import { movedBy, type CrosshairImage } from '../view/crosshair.js';
import type { ControlsState } from './controls-state.js';
import type { Act } from '../templates/action.js';
import { range } from './fields.js';

/** The slider beside a pane: of one of three planes, or of all frames. */
export function frameSlider(
  { planes, frame, frameCount }: ControlsState,
  index: number,
  language: Language,
  act: Act,
) {
  const { controls: texts } = language;
  const image = planes[index];
  if (image) {
    return slider(image.plane ? texts[image.plane] : '', image, language, (value) => {
      act({ crosshair: movedBy(image.crosshair, image, value - image.frame) });
    });
  }
  return index > 0
    ? nothing
    : slider(texts.frame, { frame, frameCount }, language, (value) => {
        act({ frame: value });
      });
}

function slider(
  label: string,
  { frame, frameCount }: Pick<CrosshairImage, 'frame' | 'frameCount'>,
  language: Language,
  change: (frame: number) => void,
) {
  if (frameCount < 2) {
    return nothing;
  }
  const place = {
    frame: countText(frame + 1, language),
    frameCount: countText(frameCount, language),
  };
  const text = fill(language.controls.position, place, language);
  return range(label, { bounds: [0, frameCount - 1], step: 1, value: frame, text }, change);
}
