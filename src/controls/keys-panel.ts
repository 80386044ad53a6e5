import { html } from 'lit';

import type { Language } from '../languages/language.js';
import type { ControlsState } from './controls-state.js';

/** The keys that work while the image has focus, and the wheel; keys as they are written on most keyboards. */
export function keysPanel({ planes }: ControlsState, language: Language) {
  const { keys, controls, tools, error, exports: saving } = language;
  const rows = [
    [keys.arrows, keys.step],
    ['Page ↑, Page ↓, Home, End', keys.leap],
    [keys.wheel, keys.step],
    [`Ctrl/⌘ + ${keys.wheel}`, tools.zoom],
    ['+  −', tools.zoom],
    [`Shift + ${keys.arrows}`, tools.window],
    ...(planes.length > 0 ? [[`Alt + ${keys.arrows}`, keys.turn]] : []),
    ['1 … 9', controls.windowPanel],
    ['F', controls.fit],
    ['Shift + F', controls.fullScreen],
    ['I', controls.invert],
    ['R', controls.reset],
    [controls.spaceKey, controls.play],
    ['Ctrl/⌘ + C', saving.copy],
    ['?', keys.title],
    ['Esc', error.close],
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
