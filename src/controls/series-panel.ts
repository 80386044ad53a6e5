import { html } from 'lit';

import { countText } from '../languages/numbers.js';
import type { Language } from '../languages/language.js';
import { fill } from '../languages/fill.js';
import type { Act } from '../templates/action.js';
import { initialView } from '../view/initial.js';
import type { ControlsState } from './controls-state.js';
import { choice } from './fields.js';

/** The series of a source. */
export function seriesPanel({ series, chosenSeries }: ControlsState, language: Language, act: Act) {
  const { controls: texts } = language;
  const options = series.map(({ title, frameCount }, value) => {
    const name = title || fill(texts.seriesNumber, { number: value + 1 }, language);
    const count = countText(frameCount, language);
    const text = fill(texts.seriesOption, { title: name, frameCount: count }, language);
    return { value, text };
  });
  return html`
    <label class="field">
      <span>${texts.series}</span>
      ${choice(texts.series, options, chosenSeries, (value) => {
        act({ ...initialView, series: value });
      })}
    </label>
  `;
}
