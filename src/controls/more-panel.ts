import { html, nothing } from 'lit';

import type { Language } from '../languages/language.js';
import type { Act, Command } from '../templates/action.js';
import { button } from '../templates/button.js';
import { hasLayoutPanel, layoutPanel } from './layout-panel.js';
import { toggle } from './fields.js';
import { layersPanel } from './layers-panel.js';
import { hasMeasurePanel, measurePanel } from './measure-panel.js';
import type { ControlsState } from './controls-state.js';
import { saveButtons } from './save-buttons.js';
import { seriesPanel } from './series-panel.js';
import { canPlay, speedPanel } from './speed-panel.js';
import { toolsPanel } from './tools-panel.js';

/** Files, turning, overlays, interpolation, keys; and what the bar has no room for, see `fitBar`. */
export function morePanel(state: ControlsState, texts: Language, act: Act) {
  const { rotation, flip, overlays, interpolation, invert, openInfo } = state;
  const { controls } = texts;
  const command = (label: CommandLabel, name: Command, className?: string) =>
    button(
      controls[label],
      () => {
        act(name);
      },
      className,
    );
  return html`
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
      ${button(texts.keys.title, () => {
        act('help');
      })}
      <span class="spare invert">
        ${toggle(controls.invert, invert, (value) => {
          act({ invert: value });
        })}
      </span>
      <span class="spare info-toggle">
        ${toggle(controls.info, openInfo === 'information', (value) => {
          act(value ? state.toInformation : { info: false });
        })}
      </span>
      ${command('fullScreen', 'full-screen', 'spare full-screen')}
      ${command('reset', 'reset', 'spare reset')}
    </div>
    ${saveButtons(state, texts, act)}
    ${spare('speed', canPlay(state) && speedPanel(state, texts, act))}
    ${spare('layers', layersPanel(state, texts, act))}
    ${spare('measure', hasMeasurePanel(state) && measurePanel(state, texts, act))}
    ${spare('layout', hasLayoutPanel(state) && layoutPanel(state, texts, act))}
    ${spare('pointer', toolsPanel(state, texts, act))}
    ${spare('series', state.series.length > 1 && seriesPanel(state, texts, act))}
  `;
}

type CommandLabel = 'open' | 'openFolder' | 'fit' | 'oneToOne' | 'fullScreen' | 'reset';

function spare(name: string, content: unknown) {
  return content ? html`<div class="spare ${name}">${content}</div>` : nothing;
}
