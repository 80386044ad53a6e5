import { html } from 'lit';

import { pointCounts, type AnnotationType } from '../annotations/annotation.js';
import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import type { ControlsState } from './controls-state.js';
import { toggle } from './fields.js';

type MarkTool = AnnotationType | 'select';

/** The tools that draw marks, and the one that chooses them. */
export function measurePanel(state: ControlsState, { controls, markTypes }: Language, act: Act) {
  return html`
    <div class="buttons">
      ${offered(state).map((name) => {
        const label = name === 'select' ? controls.select : markTypes[name];
        return toggle(label, state.tool === name, (isChosen) => {
          act({ tool: isChosen ? name : undefined });
        });
      })}
    </div>
  `;
}

/** Whether there is anything in it. */
export function hasMeasurePanel(state: ControlsState): boolean {
  return state.isEditable && offered(state).length > 0;
}

function offered({ offers }: ControlsState): MarkTool[] {
  return (['select', ...Object.keys(pointCounts)] as MarkTool[]).filter(offers);
}
