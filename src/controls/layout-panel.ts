import { html, nothing } from 'lit';

import type { ChromeTexts } from '../languages/en/chrome.js';
import { filled } from '../languages/languages.js';
import type { Act } from '../templates/action.js';
import { firstFrameOf } from '../view/crosshair.js';
import { formatValue, planeNames } from '../view/view.js';
import type { ControlsState } from './controls-state.js';
import { choice, range } from './fields.js';

/** The thickest slab of the slider, in mm. */
const thickestSlab = 50;

/** Which planes are shown, and how thick. */
export function layoutPanel(state: ControlsState, texts: ChromeTexts, act: Act) {
  const { plane, planes, slab, projection } = state;
  const { controls } = texts;
  const cuts = [...planeNames, 'mpr' as const].map((value) => ({ value, text: controls[value] }));
  const options = [{ value: undefined, text: controls.asStored }, ...cuts];
  const names = ['mean', 'max', 'min'] as const;
  const projections = names.map((value) => ({ value, text: controls[value] }));
  return html`
    <label class="field">
      <span>${controls.plane}</span>
      ${choice(controls.plane, options, plane ?? undefined, (value) => {
        const frame = firstFrameOf(value ?? null, planes);
        act({ plane: value, ...(frame !== undefined && { frame }) });
      })}
    </label>
    ${slab === undefined ? nothing : slabSlider(slab, controls, act)}
    ${
      slab === undefined
        ? nothing
        : html`
            <label class="field">
              <span>${controls.projection}</span>
              ${choice<string>(controls.projection, projections, projection, (value) => {
                act({ projection: names.find((name) => name === value) ?? 'mean' });
              })}
            </label>
          `
    }
  `;
}

/** Whether there are planes to choose from. */
export function hasLayoutPanel({ plane, geometry }: ControlsState): boolean {
  return plane !== null || (geometry?.slices ?? 1) > 1;
}

function slabSlider(slab: number, texts: ChromeTexts['controls'], act: Act) {
  const bounds = [0, Math.max(thickestSlab, slab)] as const;
  const text = filled(texts.millimetres, { value: formatValue(slab) });
  return range(texts.slab, { bounds, step: 0.5, value: slab, text }, (value) => {
    act({ slab: value });
  });
}
