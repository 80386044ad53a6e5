import { html, nothing } from 'lit';

import type { Language } from '../languages/language.js';
import type { Act, Command } from '../templates/action.js';
import { button } from '../templates/button.js';
import { hasLayoutPanel, layoutPanel } from './layout-panel.js';
import { toggle } from './fields.js';
import { measurePanel } from './measure-panel.js';
import type { ControlsState } from './controls-state.js';
import { saveButtons } from './save-buttons.js';

/** What the bar has no room for: files, turning, overlays, interpolation; on a narrow bar also the layout. */
export function morePanel(state: ControlsState, texts: Language, act: Act) {
  const { rotation, flip, overlays, interpolation } = state;
  const { controls } = texts;
  const command = (label: 'open' | 'openFolder' | 'fit' | 'oneToOne', name: Command) =>
    button(controls[label], () => {
      act(name);
    });
  return html`
    ${hasLayoutPanel(state) ? html`<div class="narrow">${layoutPanel(state, texts, act)}</div>` : nothing}
    ${state.isEditable ? html`<div class="narrow">${measurePanel(state, texts, act)}</div>` : nothing}
    <div class="buttons">
      ${command('fit', 'fit')} ${command('oneToOne', 'one-to-one')}
      ${button(controls.rotate, () => {
        act({ rotation: (rotation + 90) % 360 });
      })}
      ${toggle(controls.flip, flip, (value) => {
        act({ flip: value });
      })}
      ${toggle(controls.pixelated, interpolation === 'pixelated', (value) => {
        act({ interpolation: value ? 'pixelated' : 'smooth' });
      })}
      ${
        overlays === undefined
          ? nothing
          : toggle(controls.overlays, overlays, (value) => {
              act({ overlays: value ? 'on' : 'off' });
            })
      }
      ${command('open', 'open')} ${command('openFolder', 'open-folder')}
    </div>
    ${saveButtons(state, texts, act)}
    <p class="hint">${controls.keys}</p>
  `;
}
