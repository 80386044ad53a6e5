import { html } from 'lit';

import type { ChromeTexts } from '../languages/en/chrome.js';
import { filled } from '../languages/languages.js';
import type { Act } from '../templates/action.js';
import { initialView } from '../view/initial.js';
import type { ControlsState } from './controls-state.js';
import { choice } from './fields.js';

/** The series of a source. */
export function seriesPanel(
  { series, chosenSeries }: ControlsState,
  { controls: texts }: ChromeTexts,
  act: Act,
) {
  const options = series.map(({ title, frameCount }, value) => {
    const name = title || filled(texts.seriesNumber, { number: String(value + 1) });
    const text = filled(texts.seriesOption, { title: name, frameCount: String(frameCount) });
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
