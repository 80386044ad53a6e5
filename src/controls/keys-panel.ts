import { html } from 'lit';

import type { Language } from '../languages/language.js';
import type { ControlsState } from './controls-state.js';

/** The keys that work while the image has focus. */
export function keysPanel(_: ControlsState, { keys, controls, tools }: Language) {
  const rows = [
    [keys.arrows, keys.step],
    [keys.pages, keys.leap],
    [keys.wheel, keys.step],
    [keys.ctrlWheel, tools.zoom],
    ['+  −', tools.zoom],
    [keys.shiftArrows, keys.window],
    ['1 … 9', controls.windowPanel],
    ['F', controls.fit],
    ['I', controls.invert],
    ['R', controls.reset],
    [controls.spaceKey, controls.play],
    ['?', keys.help],
    [keys.escape, keys.cancel],
  ];
  return html`
    <dl class="keys">
      ${rows.map(
        ([key, what]) =>
          html`<dt>${key}</dt>
            <dd>${what}</dd>`,
      )}
    </dl>
  `;
}
