import { html } from 'lit';

import { pointCounts, type AnnotationType } from '../annotations/annotation.js';
import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import type { ControlsState } from './controls-state.js';
import { toggle } from './fields.js';

/** The tools that draw marks, and the one that chooses them. */
export function measurePanel({ tool }: ControlsState, { controls, markTypes }: Language, act: Act) {
  const button = (name: AnnotationType | 'select', label: string) =>
    toggle(label, tool === name, (isChosen) => {
      act({ tool: isChosen ? name : undefined });
    });
  const types = Object.keys(pointCounts) as AnnotationType[];
  return html`
    <div class="buttons">
      ${button('select', controls.select)} ${types.map((type) => button(type, markTypes[type]))}
    </div>
  `;
}
