import { html } from 'lit';
import { ref } from 'lit/directives/ref.js';

import { countText } from '../languages/numbers.js';
import type { Language } from '../languages/language.js';
import { fill } from '../languages/fill.js';
import type { Act } from '../templates/action.js';
import { initialView } from '../view/initial.js';
import type { ControlsState } from './controls-state.js';

/** The series of a source, each with a small picture. */
export function seriesPanel(state: ControlsState, language: Language, act: Act) {
  const { series, chosenSeries } = state;
  return html`
    <div class="series-list" role="group" aria-label=${language.controls.series}>
      ${series.map((each, index) => {
        const click = () => {
          act({ ...initialView, series: index });
        };
        return html`
          <button type="button" aria-pressed=${index === chosenSeries} @click=${click}>
            <canvas aria-hidden="true" width="0" height="0" ${ref(paint(state, index))}></canvas>
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

/** Paints the thumbnail of a series, once it is there. */
function paint({ thumbnailOf }: ControlsState, series: number) {
  return (canvas?: Element) => {
    if (!(canvas instanceof HTMLCanvasElement)) {
      return;
    }
    const { pixels, columns = 0, rows = 0 } = thumbnailOf(series) ?? {};
    canvas.width = columns;
    canvas.height = rows;
    if (pixels) {
      const image = new ImageData(new Uint8ClampedArray(pixels), columns, rows);
      canvas.getContext('2d')?.putImageData(image, 0, 0);
    }
  };
}
