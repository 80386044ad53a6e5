import { html } from 'lit';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { numberText } from '../languages/numbers.js';
import type { Act } from '../templates/action.js';
import type { ControlsState } from './controls-state.js';
import { choice } from './fields.js';

/** The speeds that are offered, in frames/s. */
const speeds = [1, 2, 5, 10, 15, 20, 25, 30, 50, 60];

/** How fast frames are played. */
export function speedPanel({ fps }: ControlsState, language: Language, act: Act) {
  const { controls: texts, tag } = language;
  const others = fps === undefined || speeds.includes(fps) ? [] : [fps]; // the page's own
  const rates = [...others, ...speeds].sort((a, b) => a - b);
  const options = [
    { value: undefined, text: texts.asStored },
    ...rates.map((value) => ({
      value,
      text: fill(texts.speedOption, { rate: numberText(value, tag) }, language),
    })),
  ];
  return html`
    <label class="field">
      <span>${texts.speed}</span>
      ${choice<number | undefined>(texts.speed, options, fps, (value) => {
        act({ fps: value });
      })}
    </label>
  `;
}

/** Whether there is anything to play. */
export function canPlay({ planes, frameCount }: ControlsState): boolean {
  return planes.length === 0 && frameCount > 1;
}
