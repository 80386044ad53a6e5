import { html, nothing, type TemplateResult } from 'lit';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText, valueText } from '../languages/numbers.js';
import type { DicomGeometry, VoiSummary } from '../metadata.js';
import type { SeriesOutline, ViewState } from '../protocol/messages.js';
import { firstFrameOf, movedBy, type CrosshairImage } from '../view/crosshair.js';
import { initialView } from '../view/initial.js';
import { colormaps, planeNames, windowStep, type Windowing } from '../view/view.js';
import type { Act } from './action.js';
import { button, choice, range, toggle } from './fields.js';

/** The thickest slab of the slider, in mm. */
const thickestSlab = 50;

/** The frame that is shown, of how many. */
interface FramePosition {
  frame: number;
  frameCount: number;
}

/** The values that the controls show. */
export interface ControlsState extends FramePosition {
  series: readonly SeriesOutline[];
  chosenSeries: number;
  /** The three planes; none where there is one image. */
  planes: readonly CrosshairImage[];
  /** Whether the frames stand still. */
  paused: boolean;
  /** Of the volume, if there is one. */
  geometry: DicomGeometry | null | undefined;
  plane: ViewState['plane'];
  /** The slab's thickness in mm; undefined where no plane is shown. */
  slab: number | undefined;
  projection: string;
  /** Undefined where no window applies. */
  windowing: Windowing | undefined;
  /** Whether pseudo-colour and inversion apply. */
  isMonochrome: boolean;
  voi: readonly VoiSummary[];
  chosenVoi: number;
  colormap: string;
  invert: boolean;
  /** Whether overlays and shutters are shown; undefined where there are none. */
  overlays: boolean | undefined;
  info: boolean;
}

type Controls = (state: ControlsState, language: Language, act: Act) => unknown;

/** The sliders and the tool bar. */
export function controlsTemplate(
  state: ControlsState,
  language: Language,
  act: Act,
): TemplateResult {
  const render = (controls: Controls) => controls(state, language, act);
  return html`
    <div class="controls" part="controls">
      ${[frameSliders, slabSlider, windowSliders].map(render)}
      <div class="toolbar" part="toolbar" role="toolbar" aria-label=${language.controls.toolbar}>
        ${tools.map(render)}
        <slot name="toolbar"></slot>
      </div>
    </div>
  `;
}

const frameSliders: Controls = ({ planes, frame, frameCount }, language, act) => {
  const { controls: texts } = language;
  if (planes.length === 0) {
    return frameSlider(texts.frame, { frame, frameCount }, language, (value) => {
      act({ frame: value });
    });
  }
  return planes.map((image) =>
    frameSlider(image.plane ? texts[image.plane] : '', image, language, (value) => {
      act({ crosshair: movedBy(image.crosshair, image, value - image.frame) });
    }),
  );
};

function frameSlider(
  label: string,
  { frame, frameCount }: FramePosition,
  language: Language,
  change: (frame: number) => void,
) {
  if (frameCount < 2) {
    return nothing;
  }
  const place = {
    frame: countText(frame + 1, language),
    frameCount: countText(frameCount, language),
  };
  const text = fill(language.controls.position, place, language);
  return range(label, { bounds: [0, frameCount - 1], step: 1, value: frame, text }, change);
}

const slabSlider: Controls = ({ slab }, language, act) => {
  if (slab === undefined) {
    return nothing;
  }
  const bounds = [0, Math.max(thickestSlab, slab)] as const;
  const { millimetres, slab: label } = language.controls;
  const text = fill(millimetres, { value: valueText(slab, language) }, language);
  return range(label, { bounds, step: 0.5, value: slab, text }, (value) => {
    act({ slab: value });
  });
};

const windowSliders: Controls = ({ windowing }, language, act) => {
  if (!windowing) {
    return nothing;
  }
  const { window, range: values, leastWidth } = windowing;
  const { windowCenter, windowWidth } = window;
  const [low, high] = values;
  const step = windowStep(values);
  const centers = [Math.min(low, windowCenter), Math.max(high, windowCenter)] as const;
  const widths = [leastWidth, Math.max(high - low, step, windowWidth)] as const;
  const { controls: texts } = language;
  const text = (value: number) => valueText(value, language);
  const center = { bounds: centers, step, value: windowCenter, text: text(windowCenter) };
  const width = { bounds: widths, step, value: windowWidth, text: text(windowWidth) };
  return [
    range(texts.center, center, (value) => {
      act({ windowCenter: value });
    }),
    range(texts.width, width, (value) => {
      act({ windowWidth: value });
    }),
  ];
};

const playButton: Controls = ({ planes, frameCount, paused }, { controls: texts }, act) => {
  if (planes.length > 0 || frameCount < 2) {
    return nothing;
  }
  const play = () => {
    act({ paused: !paused });
  };
  return button(paused ? texts.play : texts.pause, play, 'play');
};

const seriesChoice: Controls = ({ series, chosenSeries }, language, act) => {
  if (series.length < 2) {
    return nothing;
  }
  const { controls: texts } = language;
  const options = series.map(({ title, frameCount }, value) => {
    const name = title || fill(texts.seriesNumber, { number: value + 1 }, language);
    const count = countText(frameCount, language);
    const text = fill(texts.seriesOption, { title: name, frameCount: count }, language);
    return { value, text };
  });
  return choice(texts.series, options, chosenSeries, (value) => {
    act({ ...initialView, series: value });
  });
};

const planeChoice: Controls = ({ plane, planes, geometry }, { controls: texts }, act) => {
  if (!plane && (geometry?.slices ?? 1) < 2) {
    return nothing;
  }
  const cuts = [...planeNames, 'mpr' as const].map((value) => ({ value, text: texts[value] }));
  const options = [{ value: undefined, text: texts.asStored }, ...cuts];
  return choice(texts.plane, options, plane ?? undefined, (value) => {
    act({ plane: value, frame: firstFrameOf(value ?? null, planes, geometry) });
  });
};

const projectionChoice: Controls = ({ slab, projection }, { controls: texts }, act) => {
  if (slab === undefined) {
    return nothing;
  }
  const names = ['mean', 'max', 'min'] as const;
  const options = names.map((value) => ({ value, text: texts[value] }));
  return choice<string>(texts.projection, options, projection, (value) => {
    act({ projection: names.find((name) => name === value) ?? 'mean' });
  });
};

const voiChoice: Controls = ({ voi, chosenVoi }, language, act) => {
  if (voi.length < 2) {
    return nothing;
  }
  const { controls: texts } = language;
  const options = voi.map(({ explanation, ...window }, value) => {
    const center = valueText(window.center, language);
    const width = valueText(window.width, language);
    return { value, text: explanation || fill(texts.window, { center, width }, language) };
  });
  return choice(texts.voi, options, chosenVoi, (value) => {
    act({ voi: String(value), windowCenter: undefined, windowWidth: undefined });
  });
};

const colourControls: Controls = ({ isMonochrome, colormap, invert }, texts, act) => {
  if (!isMonochrome) {
    return nothing;
  }
  const options = colormaps.map((value) => ({ value, text: texts.colormaps[value] }));
  return [
    choice<string>(texts.controls.colormap, options, colormap, (value) => {
      act({ colormap: value });
    }),
    toggle(texts.controls.invert, invert, (value) => {
      act({ invert: value });
    }),
  ];
};

const overlaysToggle: Controls = ({ overlays }, { controls: texts }, act) =>
  overlays === undefined
    ? nothing
    : toggle(texts.overlays, overlays, (value) => {
        act({ overlays: value ? 'on' : 'off' });
      });

const infoToggle: Controls = ({ info }, { controls: texts }, act) =>
  toggle(texts.info, info, (value) => {
    act({ info: value });
  });

const commandButton =
  (label: 'reset' | 'open' | 'openFolder', command: Parameters<Act>[0]): Controls =>
  (_, { controls: texts }, act) =>
    button(texts[label], () => {
      act(command);
    });

/** The tool bar, from the start to the end. */
const tools: readonly Controls[] = [
  playButton,
  seriesChoice,
  planeChoice,
  projectionChoice,
  voiChoice,
  colourControls,
  overlaysToggle,
  commandButton('reset', 'reset'),
  infoToggle,
  commandButton('open', 'open'),
  commandButton('openFolder', 'open-folder'),
];
