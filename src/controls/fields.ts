/** The fields of which controls are made: each shows a value, and passes on the one that a user sets. */

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { ValueRange } from '../view/view.js';

/** One of the values to choose from. */
export interface Option<Value> {
  value: Value;
  text: string;
}

/** A list to choose one value from. */
export function choice<Value extends string | number | undefined>(
  label: string,
  options: readonly Option<Value>[],
  chosen: Value,
  change: (value: Value) => void,
): TemplateResult {
  const handleChange = (event: Event) => {
    const option = options[(event.target as HTMLSelectElement).selectedIndex];
    if (option) {
      change(option.value);
    }
  };
  // `live`: where the element refused the value that was chosen last, the list shows the old one again.
  return html`
    <select aria-label=${label} @change=${handleChange}>
      ${options.map(
        ({ value, text }) => html`
          <option value=${value ?? ''} .selected=${live(value === chosen)}>${text}</option>
        `,
      )}
    </select>
  `;
}

/** A button that stays pressed. */
export function toggle(
  label: string,
  pressed: boolean,
  change: (pressed: boolean) => void,
): TemplateResult {
  const handleClick = () => {
    change(!pressed);
  };
  return html`
    <button type="button" aria-pressed=${pressed} @click=${handleClick}>${label}</button>
  `;
}

/** The values of a slider. */
export interface RangeState {
  bounds: ValueRange;
  step: number;
  value: number;
  /** The value as it is read. */
  text: string;
}

/** A slider with its label, its value and what stands beside its track. */
export function range(
  label: string,
  { bounds: [min, max], step, value, text }: RangeState,
  change: (value: number, input: HTMLInputElement) => void,
  ticks: unknown = nothing,
): TemplateResult {
  const handleInput = (event: InputEvent) => {
    const input = event.target as HTMLInputElement;
    change(input.valueAsNumber, input);
  };
  return html`
    <label class="slider">
      <span>${label}</span>
      <input
        type="range"
        part="slider"
        min=${min}
        max=${max}
        step=${step}
        .value=${String(value)}
        aria-valuetext=${text}
        @input=${handleInput}
      />
      ${ticks}
      <output>${text}</output>
    </label>
  `;
}
