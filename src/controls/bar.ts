import { html, nothing, type TemplateResult } from 'lit';
import {
  Contrast,
  Ellipsis,
  Gauge,
  Images,
  Info,
  LayoutGrid,
  Maximize,
  MousePointer2,
  Pause,
  Play,
  RotateCcw,
  Ruler,
  SlidersHorizontal,
  SquareFunction,
} from 'lucide';

import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import { barButton, barToggle, panelButton } from './bar-button.js';
import type { ControlsState } from './controls-state.js';
import { hasLayoutPanel, layoutPanel } from './layout-panel.js';
import { frameSlider } from './frame-slider.js';
import { keysPanel } from './keys-panel.js';
import { layersPanel } from './layers-panel.js';
import type { ControlsLayout } from './layout.js';
import { hasMeasurePanel, measurePanel } from './measure-panel.js';
import { morePanel } from './more-panel.js';
import { seriesPanel } from './series-panel.js';
import { canPlay, speedPanel } from './speed-panel.js';
import { hasTools, toolButtons, toolsPanel } from './tools-panel.js';
import { hasWindowPanel, windowPanel } from './window-panel.js';

type Panel = (state: ControlsState, texts: Language, act: Act) => unknown;

/** The page's own tools. */
const slot = html`<slot name="toolbar"></slot>`;

/** Everything, for the one button of a low element. */
const allPanel: Panel = (state, texts, act) => html`
  <div class="buttons">${playButton(state, texts, act)} ${pipelineButton(state, texts, act)}</div>
  ${hasSeries(state) ? seriesPanel(state, texts, act) : nothing} ${toolsPanel(state, texts, act)}
  ${windowPanel(state, texts, act)}
  ${hasLayoutPanel(state) ? layoutPanel(state, texts, act) : nothing}
  ${layersPanel(state, texts, act)} ${morePanel(state, texts, act)}
`;

/** The panels that open above the bar. */
export const panels = {
  series: seriesPanel,
  speed: speedPanel,
  tool: toolsPanel,
  window: windowPanel,
  layout: layoutPanel,
  layers: layersPanel,
  measure: measurePanel,
  more: morePanel,
  keys: keysPanel,
  toolbar: allPanel,
} as const satisfies Record<string, Panel>;

export type PanelName = keyof typeof panels;

/** Which panel is open, and what opens another. */
export interface PanelState {
  open: PanelName | undefined;
  /** Whether the list of series stands beside the image; undefined where the element has no room for that. */
  hasStrip: boolean | undefined;
  toggle: (panel: PanelName) => void;
}

type Part = (state: ControlsState, texts: Language, act: Act, panel: PanelState) => unknown;

/** The tool bar, and the panel above it that is open: the Tab key comes to it after the bar. */
export function barTemplate(
  state: ControlsState,
  texts: Language,
  act: Act,
  panel: PanelState,
  layout: ControlsLayout = 'bar',
): TemplateResult {
  const parts = layout === 'phone' ? phoneParts : layout === 'corner' ? [allButton] : barParts;
  const { open } = panel;
  return html`
    <div
      class="toolbar ${layout}"
      part="toolbar"
      role="toolbar"
      aria-label=${texts.controls.toolbar}
      ?hidden=${layout === 'none'}
    >
      ${parts.map((part) => part(state, texts, act, panel))}
    </div>
    ${panel.hasStrip && hasSeries(state) ? html`<div class="strip">${seriesPanel(state, texts, act)}</div>` : nothing}
    ${open && layout !== 'none' ? panelTemplate(open, state, texts, act, layout) : nothing}
  `;
}

function panelTemplate(
  open: PanelName,
  state: ControlsState,
  texts: Language,
  act: Act,
  layout: ControlsLayout,
) {
  const hasSlot = layout !== 'bar' && (open === 'more' || open === 'toolbar');
  const tabStop = open === 'keys' ? 0 : -1; // what has no other is scrolled by keys
  return html`
    <div
      class="panel"
      data-panel=${open}
      role="dialog"
      tabindex=${tabStop}
      aria-label=${panelLabel(open, texts)}
    >
      ${panels[open](state, texts, act)} ${hasSlot ? slot : nothing}
    </div>
  `;
}

function panelLabel(panel: PanelName, { controls, keys }: Language): string {
  return panel === 'keys' ? keys.title : controls[panel === 'window' ? 'windowPanel' : panel];
}

const hasSeries = ({ series }: ControlsState) => series.length > 1;

const seriesButton: Part = (state, { controls: texts }, _, panel) => {
  const { hasStrip, toggle } = panel;
  if (!hasSeries(state)) {
    return nothing;
  }
  if (hasStrip === undefined) {
    return opener('series', texts.series, Images, panel, 'series');
  }
  const click = () => {
    toggle('series');
  };
  return barToggle({ name: texts.series, icon: Images, className: 'series', click }, hasStrip);
};

const playButton: Panel = (state, { controls: texts }, act) => {
  const { paused } = state;
  if (!canPlay(state)) {
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

const speedButton: Part = (state, { controls: texts }, _, panel) =>
  canPlay(state) ? opener('speed', texts.speed, Gauge, panel, 'speed') : nothing;

const pointerTools: Part = (state, texts, act) =>
  hasTools(state)
    ? html`
        <div class="group pointer" role="group" aria-label=${texts.controls.pointer}>
          ${toolButtons(state, texts, act)}
        </div>
      `
    : nothing;

const windowButtons: Part = (state, { controls: texts }, act, panel) => {
  const click = () => {
    act({ invert: !state.invert });
  };
  return [
    windowButton(state, texts, panel),
    state.isMonochrome
      ? barToggle(
          { name: texts.invert, icon: Contrast, key: 'I', className: 'invert', click },
          state.invert,
        )
      : nothing,
  ];
};

function windowButton(state: ControlsState, texts: Language['controls'], panel: PanelState) {
  return hasWindowPanel(state)
    ? opener('window', texts.windowPanel, SlidersHorizontal, panel, 'window')
    : nothing;
}

const layoutButton: Part = (state, { controls: texts }, _, panel) =>
  hasLayoutPanel(state) ? opener('layout', texts.layout, LayoutGrid, panel, 'layout') : nothing;

const layersButton: Part = ({ layers }, { controls: texts }, _, panel) =>
  layers ? opener('layers', texts.layers, layers.icon, panel, 'layers') : nothing;

const measureButton: Part = (state, { controls: texts }, _, panel) =>
  hasMeasurePanel(state) ? opener('measure', texts.measure, Ruler, panel, 'measure') : nothing;

const pipelineButton: Panel = ({ hasPipeline, openInfo }, { pipeline: { name } }, act) => {
  if (!hasPipeline) {
    return nothing;
  }
  const isOpen = openInfo === 'pipeline';
  const click = () => {
    act({ info: !isOpen, infoTab: 'pipeline' });
  };
  return barToggle({ name, icon: SquareFunction, click }, isOpen);
};

const endButtons: Part = ({ openInfo, toInformation }, { controls: texts }, act, panel) => {
  const reset = () => {
    act('reset');
  };
  const fullScreen = () => {
    act('full-screen');
  };
  const isInfo = openInfo === 'information';
  const toggleInfo = () => {
    act(isInfo ? { info: false } : toInformation);
  };
  return html`
    <div class="group end">
      ${barButton({ name: texts.reset, icon: RotateCcw, key: 'R', click: reset })}
      ${barToggle({ name: texts.info, icon: Info, className: 'info-toggle', click: toggleInfo }, isInfo)}
      ${barButton({ name: texts.fullScreen, icon: Maximize, key: 'Shift F', className: 'full-screen', click: fullScreen })}
      ${moreButton(texts, panel)}
    </div>
  `;
};

function moreButton(texts: Language['controls'], panel: PanelState) {
  return opener('more', texts.more, Ellipsis, panel, 'more');
}

const barParts = [
  seriesButton,
  playButton,
  speedButton,
  pointerTools,
  windowButtons,
  layoutButton,
  layersButton,
  measureButton,
  pipelineButton,
  () => slot,
  endButtons,
];

/** A row to go through the frames, where there are any, and below it places that open sheets. */
const phoneParts: Part[] = [
  (state, texts, act) =>
    canPlay(state)
      ? html`
          <div class="scrubber">
            ${playButton(state, texts, act)} ${frameSlider(state, 0, texts, act)}
          </div>
        `
      : nothing,
  (state, texts, act, panel) => html`
    <div class="places">
      ${seriesButton(state, texts, act, panel)}
      ${
        hasTools(state) || hasMeasurePanel(state)
          ? opener('tool', texts.controls.tool, MousePointer2, panel)
          : nothing
      }
      ${windowButton(state, texts.controls, panel)} ${layoutButton(state, texts, act, panel)}
      ${layersButton(state, texts, act, panel)} ${pipelineButton(state, texts, act)}
      ${moreButton(texts.controls, panel)}
    </div>
  `,
];

const allButton: Part = (_, { controls: texts }, __, panel) =>
  opener('toolbar', texts.toolbar, Ellipsis, panel);

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
