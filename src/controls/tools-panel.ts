import { html, nothing } from 'lit';
import { ArrowUpDown, Crosshair, Move, SunMedium, ZoomIn } from 'lucide';

import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import { barToggle } from './bar-button.js';
import type { ControlsState } from './controls-state.js';
import { toggle } from './fields.js';
import { hasMeasurePanel, measurePanel } from './measure-panel.js';

const icons = {
  window: SunMedium,
  pan: Move,
  zoom: ZoomIn,
  scroll: ArrowUpDown,
  crosshair: Crosshair,
} as const;

/** The tools of the pointer as buttons of the bar. */
export function toolButtons(state: ControlsState, { tools }: Language, act: Act) {
  return toolsFor(state).map((name) => {
    const click = () => {
      act({ tool: name });
    };
    return barToggle({ name: tools[name], icon: icons[name], click }, state.tool === name);
  });
}

/** What the pointer does; with those that draw marks. */
export function toolsPanel(state: ControlsState, texts: Language, act: Act) {
  return html`
    <div class="buttons">
      ${toolsFor(state).map((name) =>
        toggle(texts.tools[name], state.tool === name, () => {
          act({ tool: name });
        }),
      )}
    </div>
    ${hasMeasurePanel(state) ? measurePanel(state, texts, act) : nothing}
  `;
}

/** Whether there are any. */
export function hasTools(state: ControlsState): boolean {
  return toolsFor(state).length > 0;
}

/** The tools that make sense for what is shown, and are offered. */
function toolsFor({
  windowing,
  planes,
  frameCount,
  offers,
}: ControlsState): (keyof typeof icons)[] {
  const hasPlanes = planes.length > 0;
  return (['window', 'pan', 'zoom', 'scroll', 'crosshair'] as const).filter(
    (name) =>
      offers(name) &&
      {
        window: windowing !== undefined,
        pan: !hasPlanes,
        zoom: true,
        scroll: hasPlanes || frameCount > 1,
        crosshair: hasPlanes,
      }[name],
  );
}
