import { html, nothing } from 'lit';
import { RotateCcw, RotateCw, type IconNode } from 'lucide';

import { valueText } from '../languages/numbers.js';
import type { Language } from '../languages/language.js';
import { fill } from '../languages/fill.js';
import type { Act } from '../templates/action.js';
import { firstFrameOf, turned, type CrosshairImage } from '../view/crosshair.js';
import { planeNames } from '../view/view.js';
import type { ControlsState } from './controls-state.js';
import { choice, range } from './fields.js';
import { iconButton } from './icon.js';

/** The thickest slab of the slider, in mm. */
const thickestSlab = 50;

/** By how much a button turns the crosshair, in radians: 15°. */
const buttonTurn = Math.PI / 12;

/** Which planes are shown, and how thick. */
export function layoutPanel(state: ControlsState, texts: Language, act: Act) {
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
    ${slab === undefined ? nothing : slabSlider(slab, texts, act)}
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
    ${planes.map((image) => turnButtons(image, texts, act))}
  `;
}

/** Whether there are planes to choose from. */
export function hasLayoutPanel({ plane, geometry }: ControlsState): boolean {
  return plane !== null || (geometry?.slices ?? 1) > 1;
}

/** The two buttons that turn the crosshair in a plane. */
function turnButtons(image: CrosshairImage, language: Language, act: Act) {
  const { controls } = language;
  const plane = image.plane ? controls[image.plane] : '';
  const button = (text: string, node: IconNode, direction: number) => {
    const name = fill(text, { plane }, language);
    return iconButton('turn', name, node, () => {
      act({ crosshair: turned(image, direction * buttonTurn) });
    });
  };
  return html`
    <div class="field ${image.plane}">
      <span class="plane-name">${plane}</span>
      <div class="buttons">
        ${button(controls.turnLeft, RotateCcw, -1)} ${button(controls.turnRight, RotateCw, 1)}
      </div>
    </div>
  `;
}

function slabSlider(slab: number, language: Language, act: Act) {
  const bounds = [0, Math.max(thickestSlab, slab)] as const;
  const { millimetres, slab: label } = language.controls;
  const text = fill(millimetres, { value: valueText(slab, language) }, language);
  return range(label, { bounds, step: 0.5, value: slab, text }, (value) => {
    act({ slab: value });
  });
}
