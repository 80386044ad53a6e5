import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { DicomChangeDetail } from '../events.js';
import type { VoiSummary } from '../metadata.js';
import type { PlaneName, SeriesOutline, ViewState } from '../protocol/messages.js';
import {
  colormaps,
  formatValue,
  initialView,
  planeNames,
  planeTitles,
  windowStep,
  type ValueRange,
  type Windowing,
} from '../view/view.js';

/** How thick a slab the slider makes, in mm. */
const thickestSlab = 50;

/** What becomes of a slab, as the tool bar calls it. */
const projections = { mean: 'Mean', max: 'Maximum', min: 'Minimum' } as const;

/** What the controls show. */
export interface ControlsState {
  series: readonly SeriesOutline[];
  chosenSeries: number;
  /** The frames of the image, or of each of three planes. */
  frames: readonly FrameState[];
  /** Whether the frames stand still. */
  paused: boolean;
  /** Whether planes can be shown. */
  hasVolume: boolean;
  plane: ViewState['plane'];
  /** How thick planes are, in mm; undefined where none are shown. */
  slab: number | undefined;
  projection: string;
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

/** Which frame is shown of how many. */
export interface FrameState {
  label: string;
  frame: number;
  frameCount: number;
}

/** What the controls ask for. */
export interface ControlsActions {
  /** Shows a frame of one of the images. */
  step: (frame: number, image: number) => void;
  /** Shows a plane, all three, or frames as they are stored. */
  cut: (plane: PlaneName | 'mpr' | undefined) => void;
  change: (change: DicomChangeDetail) => void;
  choose: () => void;
  chooseFolder: () => void;
  reset: () => void;
}

/** The sliders and the tool bar. */
export function controlsTemplate(state: ControlsState, actions: ControlsActions): TemplateResult {
  return html`
    <div class="controls" part="controls">
      ${frameSliders(state, actions)} ${slabSlider(state, actions)} ${windowSliders(state, actions)}
      ${toolbar(state, actions)}
    </div>
  `;
}

function frameSliders({ frames }: ControlsState, { step }: ControlsActions) {
  return frames.map(({ label, frame, frameCount }, index) => {
    if (frameCount < 2) {
      return nothing;
    }
    const position = `${String(frame + 1)} of ${String(frameCount)}`;
    return slider(label, [0, frameCount - 1], 1, frame, position, (value) => {
      step(value, index);
    });
  });
}

function slabSlider({ slab }: ControlsState, { change }: ControlsActions) {
  if (slab === undefined) {
    return nothing;
  }
  const range = [0, Math.max(thickestSlab, slab)] as const;
  return slider('Slab', range, 0.5, slab, `${formatValue(slab)} mm`, (value) => {
    change({ slab: value });
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

function toolbar(state: ControlsState, actions: ControlsActions) {
  const { change, choose, chooseFolder, reset } = actions;
  return html`
    <div class="toolbar" part="toolbar" role="toolbar" aria-label="Image tools">
      ${playButton(state, change)} ${seriesChoice(state, change)} ${planeChoice(state, actions)}
      ${projectionChoice(state, change)} ${voiChoice(state, change)}
      ${state.isMonochrome ? colour(state, change) : nothing}
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

function seriesChoice({ series, chosenSeries }: ControlsState, change: ControlsActions['change']) {
  if (series.length < 2) {
    return nothing;
  }
  return html`
    <select
      aria-label="Series"
      @change=${(event: Event) => {
        change({ ...initialView, series: Number((event.target as HTMLSelectElement).value) });
      }}
    >
      ${series.map(
        ({ title, frameCount }, index) => html`
          <option value=${index} .selected=${live(index === chosenSeries)}>
            ${title || `Series ${String(index + 1)}`} (${frameCount})
          </option>
        `,
      )}
    </select>
  `;
}

function playButton({ frames, paused }: ControlsState, change: ControlsActions['change']) {
  if (frames.length !== 1 || (frames[0]?.frameCount ?? 0) < 2) {
    return nothing;
  }
  return html`
    <button
      type="button"
      class="play"
      @click=${() => {
        change({ paused: !paused });
      }}
    >
      ${paused ? 'Play' : 'Pause'}
    </button>
  `;
}

function planeChoice({ plane, hasVolume }: ControlsState, { cut }: ControlsActions) {
  if (!hasVolume && !plane) {
    return nothing;
  }
  const choices = [undefined, ...planeNames, 'mpr'] as const;
  return html`
    <select
      aria-label="Plane"
      @change=${(event: Event) => {
        cut(choices[(event.target as HTMLSelectElement).selectedIndex]);
      }}
    >
      ${choices.map(
        (name) => html`
          <option value=${name ?? ''} .selected=${live(name === (plane ?? undefined))}>
            ${name ? planeTitles[name] : 'As stored'}
          </option>
        `,
      )}
    </select>
  `;
}

function projectionChoice({ slab, projection }: ControlsState, change: ControlsActions['change']) {
  if (slab === undefined) {
    return nothing;
  }
  const names = ['mean', 'max', 'min'] as const;
  return html`
    <select
      aria-label="Slab shows"
      @change=${(event: Event) => {
        change({ projection: names[(event.target as HTMLSelectElement).selectedIndex] ?? 'mean' });
      }}
    >
      ${names.map(
        (name) => html`
          <option value=${name} .selected=${live(name === projection)}>${projections[name]}</option>
        `,
      )}
    </select>
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
