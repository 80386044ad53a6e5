import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import { choice } from '../controls/fields.js';
import type { Language } from '../languages/language.js';
import { valueText } from '../languages/numbers.js';
import type { Control } from '../pipeline/reply.js';
import { valueInForce } from './value.js';

type Value = Control['default'];

/** What a visitor sets a parameter by; `given` is what the page has for it. */
export function parameterField(
  control: Control,
  given: unknown,
  language: Language,
  change: (value: Value) => void,
): TemplateResult {
  const value = valueInForce(control, given);
  if (control.kind === 'switch') {
    return switchField(control, value === true, change);
  }
  if (control.kind === 'choice') {
    const options = control.choices.map((each) => ({ value: each, text: each }));
    return labelled(control, choice(control.label, options, String(value), change));
  }
  if (control.kind === 'text') {
    return labelled(control, textField(String(value), change));
  }
  const hasBounds = control.minimum !== null && control.maximum !== null;
  return hasBounds
    ? sliderField(control, Number(value), language, change)
    : labelled(control, numberField(control, Number(value), change));
}

/** A number between two bounds. */
function sliderField(
  control: Control,
  value: number,
  language: Language,
  change: (value: number) => void,
): TemplateResult {
  const text = [valueText(value, language), control.unit].filter(Boolean).join('\u00a0');
  const handleInput = ({ target }: InputEvent) => {
    change((target as HTMLInputElement).valueAsNumber);
  };
  return html`
    <label class="parameter">
      <span>${control.label}</span>
      <span class="value" aria-hidden="true">${text}</span>
      <input
        type="range"
        part="slider"
        min=${control.minimum}
        max=${control.maximum}
        step=${control.step ?? 'any'}
        .value=${live(String(value))}
        aria-valuetext=${text}
        @input=${handleInput}
      />
    </label>
  `;
}

/** A number without a bound, or with one; an entry that is none is taken back. */
function numberField(
  { kind, minimum, maximum, step }: Control,
  value: number,
  change: (value: number) => void,
): TemplateResult {
  const handleChange = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    if (Number.isFinite(input.valueAsNumber)) {
      change(input.valueAsNumber);
    } else {
      input.value = String(value);
    }
  };
  return html`
    <input
      type="number"
      inputmode=${kind === 'integer' ? 'numeric' : 'decimal'}
      min=${minimum ?? nothing}
      max=${maximum ?? nothing}
      step=${step ?? 'any'}
      .value=${String(value)}
      @change=${handleChange}
    />
  `;
}

function textField(value: string, change: (value: string) => void): TemplateResult {
  const handleChange = ({ target }: Event) => {
    change((target as HTMLInputElement).value);
  };
  return html`<input type="text" .value=${value} @change=${handleChange} />`;
}

function switchField({ label }: Control, value: boolean, change: (value: boolean) => void) {
  const handleChange = ({ target }: Event) => {
    change((target as HTMLInputElement).checked);
  };
  return html`
    <label class="parameter switch">
      <input type="checkbox" role="switch" .checked=${live(value)} @change=${handleChange} />
      <span>${label}</span>
    </label>
  `;
}

function labelled({ label, unit }: Control, field: TemplateResult): TemplateResult {
  return html`
    <label class="parameter">
      <span>${label}</span>
      <span class="entry">${field}${unit}</span>
    </label>
  `;
}
