import { html } from 'lit';

import { countText } from '../languages/numbers.js';
import type { Language } from '../languages/language.js';
import { fill } from '../languages/fill.js';
import type { Act } from '../templates/action.js';
import { initialView } from '../view/initial.js';
import type { ControlsState } from './controls-state.js';

/** The series of a source, each with a small picture, see `Thumbnails`. */
export function seriesPanel({ series, chosenSeries }: ControlsState, language: Language, act: Act) {
  return html`
    <div class="series-list" role="group" aria-label=${language.controls.series}>
      ${series.map((each, index) => {
        const click = () => {
          act({ ...initialView, series: index });
        };
        return html`
          <button type="button" aria-pressed=${index === chosenSeries} @click=${click}>
            <canvas aria-hidden="true" width="0" height="0" data-series=${index}></canvas>
            <span class="title">${nameOf(each, index, language)}</span>
          </button>
        `;
      })}
    </div>
  `;
}

function nameOf(
  { title, frameCount }: ControlsState['series'][number],
  index: number,
  language: Language,
): string {
  const { seriesNumber, seriesOption } = language.controls;
  const name = title || fill(seriesNumber, { number: index + 1 }, language);
  const count = countText(frameCount, language);
  return fill(seriesOption, { title: name, frameCount: count }, language);
}
