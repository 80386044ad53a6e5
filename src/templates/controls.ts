import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { DicomChangeDetail } from '../events.js';
import type { VoiSummary } from '../metadata.js';
import { colormaps, formatValue, windowStep, type ValueRange, type Windowing } from '../view.js';

/** What the controls show. */
export interface ControlsState {
  frame: number;
  frameCount: number;
  /** Undefined where no window applies. */
  windowing: Windowing | undefined;
  /** Whether pseudo-colour and inversion apply. */
  isMonochrome: boolean;
  voi: VoiSummary[];
  chosenVoi: number;
  colormap: string;
  invert: boolean;
  /** Whether what lies above the image is shown; undefined where nothing does. */
  overlays: boolean | undefined;
  info: boolean;
}

/** What the controls ask for. */
export interface ControlsActions {
  change: (change: DicomChangeDetail) => void;
  choose: () => void;
  chooseFolder: () => void;
  reset: () => void;
}

/** The sliders and the tool bar. */
export function controlsTemplate(state: ControlsState, actions: ControlsActions): TemplateResult {
  return html`
    <div class="controls" part="controls">
      ${frameSlider(state, actions)} ${windowSliders(state, actions)} ${toolbar(state, actions)}
    </div>
  `;
}

function frameSlider({ frame, frameCount }: ControlsState, { change }: ControlsActions) {
  if (frameCount < 2) {
    return nothing;
  }
  const position = `${String(frame + 1)} of ${String(frameCount)}`;
  return slider('Frame', [0, frameCount - 1], 1, frame, position, (value) => {
    change({ frame: value });
  });
}

function windowSliders({ windowing }: ControlsState, { change }: ControlsActions) {
  if (!windowing) {
    return nothing;
  }
  const { window, range, leastWidth } = windowing;
  const { windowCenter, windowWidth } = window;
  const step = windowStep(range);
  const span = Math.max(range[1] - range[0], step);
  const centers = [Math.min(range[0], windowCenter), Math.max(range[1], windowCenter)] as const;
  const widths = [leastWidth, Math.max(span, windowWidth)] as const;
  return [
    slider('Center', centers, step, windowCenter, formatValue(windowCenter), (value) => {
      change({ windowCenter: value });
    }),
    slider('Width', widths, step, windowWidth, formatValue(windowWidth), (value) => {
      change({ windowWidth: value });
    }),
  ];
}

function slider(
  label: string,
  [min, max]: ValueRange,
  step: number,
  value: number,
  text: string,
  input: (value: number) => void,
): TemplateResult {
  return html`
    <label class="slider">
      <span>${label}</span>
      <input
        type="range"
        part="slider"
        min=${min}
        max=${max}
        step=${step}
        .value=${String(value)}
        aria-valuetext=${text}
        @input=${(event: InputEvent) => {
          input((event.target as HTMLInputElement).valueAsNumber);
        }}
      />
      <output>${text}</output>
    </label>
  `;
}

function toolbar(state: ControlsState, { change, choose, chooseFolder, reset }: ControlsActions) {
  return html`
    <div class="toolbar" part="toolbar" role="toolbar" aria-label="Image tools">
      ${voiChoice(state, change)} ${state.isMonochrome ? colour(state, change) : nothing}
      ${state.overlays === undefined ? nothing : overlaysButton(state.overlays, change)}
      <button type="button" @click=${reset}>Reset</button>
      <button
        type="button"
        aria-pressed=${state.info}
        @click=${() => {
          change({ info: !state.info });
        }}
      >
        Info
      </button>
      <button type="button" @click=${choose}>Open…</button>
      <button type="button" @click=${chooseFolder}>Open folder…</button>
      <slot name="toolbar"></slot>
    </div>
  `;
}

function voiChoice({ voi, chosenVoi }: ControlsState, change: ControlsActions['change']) {
  if (voi.length < 2) {
    return nothing;
  }
  return html`
    <select
      aria-label="Window of the file"
      @change=${(event: Event) => {
        const voiIndex = (event.target as HTMLSelectElement).value;
        change({ voi: voiIndex, windowCenter: undefined, windowWidth: undefined });
      }}
    >
      ${voi.map(
        ({ explanation, center, width }, index) => html`
          <option value=${index} .selected=${live(index === chosenVoi)}>
            ${explanation || `${formatValue(center)} / ${formatValue(width)}`}
          </option>
        `,
      )}
    </select>
  `;
}

function colour({ colormap, invert }: ControlsState, change: ControlsActions['change']) {
  return html`
    <select
      aria-label="Colour map"
      @change=${(event: Event) => {
        change({ colormap: (event.target as HTMLSelectElement).value });
      }}
    >
      ${colormaps.map(
        (name) => html`
          <option value=${name} .selected=${live(name === colormap)}>
            ${name.replaceAll('-', ' ')}
          </option>
        `,
      )}
    </select>
    <button
      type="button"
      aria-pressed=${invert}
      @click=${() => {
        change({ invert: !invert });
      }}
    >
      Invert
    </button>
  `;
}

function overlaysButton(overlays: boolean, change: ControlsActions['change']) {
  return html`
    <button
      type="button"
      aria-pressed=${overlays}
      @click=${() => {
        change({ overlays: overlays ? 'off' : 'on' });
      }}
    >
      Overlays
    </button>
  `;
}
