import { html, nothing, type TemplateResult } from 'lit';
import {
  ArrowUpDown,
  Contrast,
  Crosshair,
  Ellipsis,
  Images,
  Info,
  LayoutGrid,
  Maximize,
  Move,
  Pause,
  Play,
  RotateCcw,
  Ruler,
  SlidersHorizontal,
  SunMedium,
  ZoomIn,
} from 'lucide';

import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import { barButton, barToggle, panelButton } from './bar-button.js';
import type { ControlsState } from './controls-state.js';
import { hasLayoutPanel, layoutPanel } from './layout-panel.js';
import { measurePanel } from './measure-panel.js';
import { morePanel } from './more-panel.js';
import { seriesPanel } from './series-panel.js';
import { hasWindowPanel, windowPanel } from './window-panel.js';

/** The panels that open above the bar. */
export const panels = {
  series: seriesPanel,
  window: windowPanel,
  layout: layoutPanel,
  measure: measurePanel,
  more: morePanel,
} as const;

export type PanelName = keyof typeof panels;

/** Which panel is open, and what opens another. */
export interface PanelState {
  open: PanelName | undefined;
  toggle: (panel: PanelName) => void;
}

type Part = (state: ControlsState, texts: Language, act: Act, panel: PanelState) => unknown;

/** The tool bar, and the panel above it that is open: the Tab key comes to it after the bar. */
export function barTemplate(
  state: ControlsState,
  texts: Language,
  act: Act,
  panel: PanelState,
): TemplateResult {
  const render = (part: Part) => part(state, texts, act, panel);
  const { open } = panel;
  return html`
    <div class="toolbar" part="toolbar" role="toolbar" aria-label=${texts.controls.toolbar}>
      ${[seriesButton, playButton, pointerTools, windowButtons, layoutButton, measureButton].map(render)}
      <slot name="toolbar"></slot>
      ${endButtons(state, texts, act, panel)}
    </div>
    ${
      open
        ? html`
            <div class="panel" role="dialog" aria-label=${panelLabel(open, texts)}>
              ${panels[open](state, texts, act)}
            </div>
          `
        : nothing
    }
  `;
}

function panelLabel(panel: PanelName, { controls }: Language): string {
  return controls[panel === 'window' ? 'windowPanel' : panel];
}

const seriesButton: Part = ({ series }, { controls: texts }, _, panel) =>
  series.length < 2 ? nothing : opener('series', texts.series, Images, panel);

const playButton: Part = ({ planes, frameCount, paused }, { controls: texts }, act) => {
  if (planes.length > 0 || frameCount < 2) {
    return nothing;
  }
  const click = () => {
    act({ paused: !paused });
  };
  const name = paused ? texts.play : texts.pause;
  return barButton({
    name,
    icon: paused ? Play : Pause,
    key: texts.spaceKey,
    className: 'play',
    click,
  });
};

const toolIcons = {
  window: SunMedium,
  pan: Move,
  zoom: ZoomIn,
  scroll: ArrowUpDown,
  crosshair: Crosshair,
} as const;

const pointerTools: Part = (state, { controls: texts, tools }, act) => {
  const names = toolsFor(state);
  return html`
    <div class="group pointer" role="group" aria-label=${texts.pointer}>
      ${names.map((name) => {
        const click = () => {
          act({ tool: name });
        };
        return barToggle({ name: tools[name], icon: toolIcons[name], click }, state.tool === name);
      })}
    </div>
  `;
};

/** The tools that make sense for what is shown. */
function toolsFor({ windowing, planes, frameCount }: ControlsState): (keyof typeof toolIcons)[] {
  const hasPlanes = planes.length > 0;
  return (['window', 'pan', 'zoom', 'scroll', 'crosshair'] as const).filter(
    (name) =>
      ({
        window: windowing !== undefined,
        pan: !hasPlanes,
        zoom: true,
        scroll: hasPlanes || frameCount > 1,
        crosshair: hasPlanes,
      })[name],
  );
}

const windowButtons: Part = (state, { controls: texts }, act, panel) => {
  const click = () => {
    act({ invert: !state.invert });
  };
  return [
    hasWindowPanel(state) ? opener('window', texts.windowPanel, SlidersHorizontal, panel) : nothing,
    state.isMonochrome
      ? barToggle(
          { name: texts.invert, icon: Contrast, key: 'I', className: 'invert', click },
          state.invert,
        )
      : nothing,
  ];
};

const layoutButton: Part = (state, { controls: texts }, _, panel) =>
  hasLayoutPanel(state) ? opener('layout', texts.layout, LayoutGrid, panel, 'wide') : nothing;

const measureButton: Part = ({ isEditable }, { controls: texts }, _, panel) =>
  isEditable ? opener('measure', texts.measure, Ruler, panel, 'wide') : nothing;

const endButtons: Part = ({ info }, { controls: texts }, act, panel) => {
  const reset = () => {
    act('reset');
  };
  const fullScreen = () => {
    act('full-screen');
  };
  const toggleInfo = () => {
    act({ info: !info });
  };
  return html`
    <div class="group end">
      ${barButton({ name: texts.reset, icon: RotateCcw, key: 'R', click: reset })}
      ${barToggle({ name: texts.info, icon: Info, className: 'wide', click: toggleInfo }, info)}
      ${barButton({ name: texts.fullScreen, icon: Maximize, className: 'wide', click: fullScreen })}
      ${opener('more', texts.more, Ellipsis, panel)}
    </div>
  `;
};

function opener(
  panel: PanelName,
  name: string,
  icon: typeof Images,
  { open, toggle }: PanelState,
  className?: string,
) {
  const click = () => {
    toggle(panel);
  };
  return panelButton({ name, icon, click, ...(className && { className }) }, open === panel);
}
