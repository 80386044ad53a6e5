/** The list of layers; a bundle of its own, fetched when an element with controls has any. */

import { Eye, EyeOff, Layers as icon, Locate } from 'lucide';

import type { BroughtPanel, PanelFields } from '../controls/layers-panel.js';
import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import type { LayerState, SegmentState } from '../view/layer-state.js';
import { colormaps, windowStep } from '../view/view.js';
import type { LayeredElement } from '../layers/host.js';
import { segmentName, type Layer } from '../layers/layer.js';
import type { Layers } from '../layers/layers.js';

export { styles } from './layers-list.styles.js';

/** Up to how many segments are listed unfolded. */
const mostUnfolded = 10;

/** What the list of layers shows. */
interface PanelState {
  /** From the lowest up. */
  layers: readonly Layer[];
  /** Whether layers are shown at all. */
  isOn: boolean;
  /** Whether the file's own overlays and shutters are shown; undefined where there are none. */
  overlays: boolean | undefined;
  /** Whether the names that files give are hidden. */
  hidesNames: boolean;
  goTo: Layers['goTo'] | undefined;
}

/** The list of an element's layers as the bar shows it; undefined where there is nothing to list. */
export function layersList(
  { layers: choice, hideIdentity: hidesNames }: LayeredElement,
  { all: layers = [], goTo }: Partial<Layers> = {},
  hasOverlays = false,
): BroughtPanel | undefined {
  const isOn = choice !== 'off';
  const content: BroughtPanel['content'] = (fields, { overlays }, texts, act) =>
    new Panel(fields, { layers, isOn, overlays, hidesNames, goTo }, texts, act).content();
  return layers.length > 0 || hasOverlays ? { icon, content } : undefined;
}

/** The list of layers, the uppermost first: of each its eye, its opacity, its colours and its segments. */
class Panel {
  readonly #fields: PanelFields;
  readonly #state: PanelState;
  readonly #texts: Language;
  readonly #act: Act;

  constructor(fields: PanelFields, state: PanelState, texts: Language, act: Act) {
    this.#fields = fields;
    this.#state = state;
    this.#texts = texts;
    this.#act = act;
  }

  content(): unknown {
    const { html } = this.#fields;
    const { layers, isOn } = this.#state;
    const toggleAll = () => {
      this.#act({ layers: isOn ? 'off' : 'on' });
    };
    const all = html`
      <div class="buttons">
        <button type="button" aria-pressed=${isOn} @click=${toggleAll}>
          ${this.#texts.layers.all}
        </button>
      </div>
    `;
    return html`
      ${layers.length > 0 ? all : undefined} ${this.#overlays()}
      ${[...layers].reverse().map((layer) => this.#layer(layer))}
    `;
  }

  /** What files lay over their own frames is above all layers. */
  #overlays(): unknown {
    const { html } = this.#fields;
    const { overlays } = this.#state;
    const name = this.#texts.controls.overlays;
    return overlays === undefined
      ? undefined
      : html`
          <div class="layer" role="group" aria-label=${name}>
            ${this.#head(name, '', overlays, (value) => {
              this.#act({ overlays: value ? 'on' : 'off' });
            })}
          </div>
        `;
  }

  #layer(layer: Layer): unknown {
    const { html } = this.#fields;
    const { visible, unit = '', segments } = layer.state;
    const name = layer.nameIn(this.#texts, this.#state.hidesNames);
    return html`
      <div class="layer" role="group" aria-label=${name}>
        ${this.#head(name, unit, visible, (value) => {
          this.#change(layer, { visible: value });
        })}
        ${this.#opacity(layer)} ${this.#window(layer)} ${this.#colormap(layer, name)}
        ${this.#dose(layer)} ${segments?.length ? this.#segments(layer, segments) : undefined}
      </div>
    `;
  }

  #head(name: string, unit: string, visible: boolean, change: (visible: boolean) => void): unknown {
    const { html } = this.#fields;
    return html`
      <div class="head">
        ${this.#eye(name, visible, change)} <bdi>${name}</bdi> <small>${unit}</small>
      </div>
    `;
  }

  #opacity(layer: Layer): unknown {
    const { opacity } = layer.state;
    const text = this.#fields.numberText(opacity, this.#texts.tag, { style: 'percent' });
    const values = { bounds: [0, 1] as const, step: 0.05, value: opacity, text };
    return this.#fields.range(this.#texts.layers.opacity, values, (value) => {
      this.#change(layer, { opacity: value });
    });
  }

  /** The sliders of its window, once its values are known. */
  #window(layer: Layer): unknown {
    const { window } = layer;
    if (!window) {
      return undefined;
    }
    const { range, valueText } = this.#fields;
    const { controls } = this.#texts;
    const [low, high] = window;
    const { windowCenter, windowWidth } = layer.state;
    const center = windowCenter ?? (low + high) / 2;
    const width = windowWidth ?? high - low;
    const step = windowStep(window);
    const centers = [Math.min(low, center), Math.max(high, center)] as const;
    const widths = [step, Math.max(2 * (high - low), width)] as const;
    const of = (value: number) => ({ step, value, text: valueText(value, this.#texts) });
    return [
      range(controls.center, { bounds: centers, ...of(center) }, (value) => {
        this.#change(layer, { windowCenter: value });
      }),
      range(controls.width, { bounds: widths, ...of(width) }, (value) => {
        this.#change(layer, { windowWidth: value });
      }),
    ];
  }

  #colormap(layer: Layer, name: string): unknown {
    const { html, choice } = this.#fields;
    const { colormap } = layer.state;
    if (colormap === undefined) {
      return undefined;
    }
    const { controls, colormaps: names } = this.#texts;
    const options = colormaps.map((value) => ({ value, text: names[value] }));
    return html`
      <label class="field">
        <span>${controls.colormap}</span>
        ${choice<string>(`${name}: ${controls.colormap}`, options, colormap, (value) => {
          this.#change(layer, { colormap: value });
        })}
      </label>
    `;
  }

  /** From where on a dose is coloured, of what its percents are, and at which of them there are lines. */
  #dose(layer: Layer): unknown {
    const { threshold, reference, isodoses = [] } = layer.state;
    if (threshold === undefined) {
      return undefined;
    }
    const { html, range, numberText } = this.#fields;
    const { layers: texts, tag } = this.#texts;
    const text = numberText(threshold / 100, tag, { style: 'percent' });
    const setReference = ({ target }: Event) => {
      const value = (target as HTMLInputElement).valueAsNumber;
      this.#change(layer, { reference: value > 0 ? value : null });
    };
    const setIsodoses = ({ target }: Event) => {
      const percents = (target as HTMLInputElement).value.match(/[\d.]+/g) ?? [];
      this.#change(layer, { isodoses: percents.map(Number) });
    };
    return html`
      ${range(texts.threshold, { bounds: [0, 100], step: 1, value: threshold, text }, (value) => {
        this.#change(layer, { threshold: value });
      })}
      <label class="field">
        <span>${texts.reference}</span>
        <input
          type="number"
          min="0"
          step="any"
          placeholder=${layer.window?.[1] ?? ''}
          .value=${String(reference ?? '')}
          @change=${setReference}
        />
      </label>
      <label class="field">
        <span>${texts.isodoses}</span>
        <input type="text" .value=${isodoses.join(', ')} @change=${setIsodoses} />
      </label>
    `;
  }

  #segments(layer: Layer, segments: readonly SegmentState[]): unknown {
    const { html, fill } = this.#fields;
    const texts = this.#texts.layers;
    const set = (number: number, change: Partial<SegmentState>) => {
      this.#change(layer, {
        segments: segments.map((each) => (each.number === number ? { ...each, ...change } : each)),
      });
    };
    const count = segments.length;
    return html`
      <details ?open=${count <= mostUnfolded}>
        <summary>${fill(texts.segments, { count }, this.#texts)}</summary>
        <ul class="segments">
          ${segments.map((segment) => this.#segment(layer, segment, set))}
        </ul>
      </details>
    `;
  }

  #segment(
    layer: Layer,
    segment: SegmentState,
    set: (number: number, change: Partial<SegmentState>) => void,
  ): unknown {
    const { html, fill, iconButton } = this.#fields;
    const texts = this.#texts.layers;
    const { number, category, color, visible } = segment;
    const name = segmentName(segment);
    const handleInput = (event: Event) => {
      set(number, { color: (event.target as HTMLInputElement).value });
    };
    return html`
      <li>
        ${this.#eye(name, visible, (value) => {
          set(number, { visible: value });
        })}
        <input
          type="color"
          aria-label=${fill(texts.color, { name }, this.#texts)}
          .value=${color}
          @input=${handleInput}
        />
        <bdi title=${category}>${name}</bdi>
        ${
          layer.source &&
          iconButton('icon', fill(texts.goTo, { name }, this.#texts), Locate, () => {
            void this.#state.goTo?.(layer, number, this.#act);
          })
        }
      </li>
    `;
  }

  #eye(name: string, visible: boolean, change: (visible: boolean) => void): unknown {
    const { fill, iconButton } = this.#fields;
    const label = fill(this.#texts.layers.show, { name }, this.#texts);
    const click = () => {
      change(!visible);
    };
    return iconButton('icon', label, visible ? Eye : EyeOff, click, visible);
  }

  #change({ id }: Layer, change: Partial<LayerState>): void {
    const list = this.#state.layers.map(({ state }) =>
      state.id === id ? { ...state, ...change } : state,
    );
    this.#act({ layerList: list });
  }
}
