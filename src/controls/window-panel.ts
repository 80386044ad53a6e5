import { html, nothing } from 'lit';

import { valueText } from '../languages/numbers.js';
import type { Language } from '../languages/language.js';
import { fill } from '../languages/fill.js';
import type { VoiSummary } from '../metadata.js';
import type { Act } from '../templates/action.js';
import { windowChoices } from '../view/presets.js';
import { colormaps, windowStep } from '../view/view.js';
import type { ControlsState } from './controls-state.js';
import { choice, range } from './fields.js';

/** The window: presets, its center and width, and the colour map. */
export function windowPanel(state: ControlsState, texts: Language, act: Act) {
  return html`${presets(state, texts, act)} ${sliders(state, texts, act)}
  ${colours(state, texts, act)}`;
}

/** Whether there is anything in it. */
export function hasWindowPanel({ windowing, isMonochrome }: ControlsState): boolean {
  return windowing !== undefined || isMonochrome;
}

function presets(
  { voi, modality, isMonochrome, chosenWindow }: ControlsState,
  texts: Language,
  act: Act,
) {
  const choices = isMonochrome ? windowChoices(voi, modality) : [];
  if (choices.length < 2) {
    return nothing;
  }
  const options = choices.map(({ preset, voi: own }, value) => {
    const name = preset ? texts.presets[preset] : nameOf(own, texts);
    return { value, text: value < 9 ? `${String(value + 1)} · ${name}` : name };
  });
  const isUser = chosenWindow === 'user';
  const user = { value: -1, text: texts.presets.user };
  const all = isUser ? [user, ...options] : options;
  const chosen = isUser ? -1 : choices.findIndex(({ key }) => key === chosenWindow);
  return html`
    <label class="field">
      <span>${texts.controls.preset}</span>
      ${choice(texts.controls.preset, all, chosen, (index) => {
        const change = choices[index]?.change;
        if (change) {
          act(change);
        }
      })}
    </label>
  `;
}

function nameOf(voi: VoiSummary | undefined, language: Language): string {
  const numbers = {
    center: valueText(voi?.center ?? 0, language),
    width: valueText(voi?.width ?? 0, language),
  };
  const explanation = voi?.explanation ?? '';
  return explanation === '' ? fill(language.controls.window, numbers, language) : explanation;
}

function sliders({ windowing }: ControlsState, language: Language, act: Act) {
  if (!windowing) {
    return nothing;
  }
  const { window, range: values, leastWidth } = windowing;
  const { windowCenter, windowWidth } = window;
  const [low, high] = values;
  const step = windowStep(values);
  const centers = [Math.min(low, windowCenter), Math.max(high, windowCenter)] as const;
  const widths = [leastWidth, Math.max(high - low, step, windowWidth)] as const;
  const { controls: texts } = language;
  const text = (value: number) => valueText(value, language);
  const center = { bounds: centers, step, value: windowCenter, text: text(windowCenter) };
  const width = { bounds: widths, step, value: windowWidth, text: text(windowWidth) };
  return [
    range(texts.center, center, (value) => {
      act({ windowCenter: value });
    }),
    range(texts.width, width, (value) => {
      act({ windowWidth: value });
    }),
  ];
}

function colours({ isMonochrome, colormap }: ControlsState, texts: Language, act: Act) {
  if (!isMonochrome) {
    return nothing;
  }
  const options = colormaps.map((value) => ({ value, text: texts.colormaps[value] }));
  return html`
    <label class="field">
      <span>${texts.controls.colormap}</span>
      ${choice<string>(texts.controls.colormap, options, colormap, (value) => {
        act({ colormap: value });
      })}
    </label>
  `;
}
