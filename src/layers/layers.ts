/** Layers above the images: segmentations, dose, a second series; a bundle of its own, fetched when there are any. */

import type { ReactiveController } from 'lit';

import type { DisplayedImage, ImageBelow } from '../display/displayed.js';
import type { Message } from '../languages/message.js';
import type { LayerOutline, PictureImage, Warning } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import type { Act } from '../templates/action.js';
import type { LayerChange, LayerState } from '../view/layer-state.js';
import { Colormaps } from './colormaps.js';
import type { LayersHost } from './host.js';
import { Layer, initialState } from './layer.js';
import { LayerSources } from './layer-sources.js';
import { OwnLayers } from './own-layers.js';
import { changeToSegment, pictureOn } from './asked-layer.js';
import { keyOf } from './view-key.js';

export { layersMessages } from '../languages/en/layers-messages.js';

/** The pointer means the image, whatever lies above it. */
export const styles = `canvas[part='layer']{pointer-events:none}`;

/** Shows the layers of an element, each on canvases of its own above the images. */
export class Layers implements ReactiveController {
  readonly #host: LayersHost;
  /** What is laid over the images. */
  readonly sources: LayerSources;
  #layers = new Map<string, Layer>();
  /** Those that the pipeline has made. */
  readonly #own = new OwnLayers();
  /** What pages and visitors have set, also of layers that aren't there yet. */
  readonly #wishes = new Map<string, Partial<LayerState>>();
  readonly #colormaps: Colormaps;
  /** Grows with what they say of the same pixel. */
  revision = 0;
  /** The list that the element has, if it is ours. */
  #list: readonly LayerState[] | undefined;
  /** Of what the layers are known, and the view that they lie on. */
  #outlined: string | undefined;
  #study: Study | undefined;
  #key = '';
  #filling: Promise<void> | undefined;

  constructor(host: LayersHost) {
    this.#host = host;
    this.sources = new LayerSources({
      element: host.element,
      load: host.load,
      changed: () => {
        this.#outlined = undefined;
        host.element.requestUpdate();
      },
      warn: (warning) => {
        host.viewport.report(warning);
      },
    });
    this.#colormaps = new Colormaps(host.colormap, () => {
      for (const layer of this.#layers.values()) {
        layer.repaint();
      }
      host.element.requestUpdate();
    });
    host.element.addController(this);
  }

  hostConnected(): void {
    this.sources.connect();
  }

  hostDisconnected(): void {
    this.sources.disconnect();
    this.#forget();
  }

  /** What is to be above an image, from the lowest up. */
  canvases(index: number): HTMLCanvasElement[] {
    const { ownerDocument } = this.#host.element;
    return this.#shown.map((layer) => layer.canvas(index, ownerDocument));
  }

  /** What is to be above the first image of a view that isn't displayed, as of a clip, from the lowest up. */
  async over(below: ImageBelow): Promise<HTMLCanvasElement[]> {
    const canvases: HTMLCanvasElement[] = [];
    for (const layer of this.#shown) {
      const copy = layer.copy();
      if (layer.source) {
        const drawn = await this.#ask(() => pictureOn(below, layer), undefined, layer);
        if (drawn) {
          copy.take(this.#key, drawn, below.picture.images);
        }
      } else {
        copy.put(this.#key, this.#own.imagesOf(layer, below));
      }
      this.#paint(copy);
      canvases.push(copy.canvas(0, this.#host.element.ownerDocument));
    }
    return canvases;
  }

  /** What layers say of a pixel of an image that is displayed, each a line, from the uppermost down. */
  at(image: PictureImage, x: number, y: number): string[] {
    const { viewport, element, language } = this.#host;
    const index = viewport.displayed?.picture.images.indexOf(image) ?? -1;
    const place = [index, Math.floor(x), Math.floor(y)] as const;
    return this.#shown
      .filter(({ key }) => key === this.#key)
      .reverse()
      .map((layer) => layer.textAt(place, language(), element.hideIdentity))
      .filter((text) => text !== '');
  }

  /** Brings the layers up to date, after each update of the element. */
  update(): void {
    const { element, viewport } = this.#host;
    if (element.layerList !== this.#list) {
      this.#takeList(element.layerList);
    }
    const { displayed } = viewport;
    if (!displayed) {
      return;
    }
    this.#follow(displayed);
    if (this.#own.take(this.#host.made())) {
      this.#publish();
    }
    this.revision += this.#own.lay(this.#key, displayed);
    for (const layer of this.#shown) {
      this.#paint(layer);
    }
    if (this.#next || this.#outlined !== this.#outlineKey(displayed)) {
      this.#filling ??= this.#fill().finally(() => {
        this.#filling = undefined;
        element.requestUpdate();
      });
    }
  }

  /** Resolves once all layers are there that are seen, or can't be. */
  async settled(): Promise<void> {
    await this.sources.settled();
    await this.#host.element.updateComplete;
    while (this.#filling) {
      await this.#filling;
      await this.#host.element.updateComplete;
    }
  }

  /** Goes to the middle of a segment, as a visitor asked for. */
  readonly goTo = async (layer: Layer, segment: number, act: Act): Promise<void> => {
    const { displayed } = this.#host.viewport;
    const change =
      displayed &&
      (await this.#ask(() => changeToSegment(displayed, layer, segment), undefined, layer));
    if (change && displayed.study === this.#study) {
      act(change);
    }
  };

  /** The layers that there are, from the lowest up. */
  get all(): readonly Layer[] {
    const order = [...this.#wishes.keys()];
    const rank = ({ id }: Layer) => (order.includes(id) ? order.indexOf(id) : Infinity);
    const own = this.#own.layers.filter(({ source = this.#study }) => source === this.#study);
    const all = [...this.#layers.values(), ...own];
    return all.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  }

  get #shown(): Layer[] {
    const isOn = this.#host.element.layers !== 'off';
    return this.all.filter(({ state }) => isOn && state.visible);
  }

  #clear(): void {
    this.all.forEach((layer) => {
      layer.clear();
    });
  }

  #forget(): void {
    this.#clear();
    this.#layers.clear();
    this.#study = undefined;
    this.#outlined = undefined;
  }

  /** Notes what is displayed: what lies above another view goes. */
  #follow(displayed: DisplayedImage): void {
    const key = keyOf(displayed);
    if (displayed.study === this.#study && key === this.#key) {
      return;
    }
    if (displayed.study !== this.#study) {
      this.#forget();
    }
    this.#study = displayed.study;
    this.#key = key;
    this.revision += 1;
    this.#clear();
  }

  #takeList(list: unknown): void {
    for (const entry of Array.isArray(list) ? (list as (LayerChange | null)[]) : []) {
      if (typeof entry?.id === 'string') {
        const before = this.#wishes.get(entry.id);
        this.#wishes.delete(entry.id); // the order is that of the list
        this.#wishes.set(entry.id, { ...before, ...entry });
      }
    }
    this.#publish();
  }

  /** Gives the element the list of the layers that there are. */
  #publish(): void {
    const { element } = this.#host;
    for (const layer of this.all) {
      layer.change(this.#wishes.get(layer.id) ?? {});
    }
    this.revision += 1;
    this.#list = element.layerList = this.all.map(({ state }) => state);
    element.requestUpdate();
  }

  #paint(layer: Layer): void {
    const { colormap } = layer.state;
    layer.paint(
      colormap === undefined ? undefined : this.#colormaps.of(colormap),
      this.#host.element.ownerDocument,
    );
  }

  /** The layer whose picture is needed next. */
  get #next(): Layer | undefined {
    return this.#shown.find(
      ({ key, failedKey, source }) => source && ![key, failedKey].includes(this.#key),
    );
  }

  #outlineKey({ request: { revision, view } }: DisplayedImage): string {
    return JSON.stringify([revision, view.series, this.sources.studies.length]);
  }

  /** Finds out which layers there are, and has each that is seen drawn for what is displayed. */
  async #fill(): Promise<void> {
    for (;;) {
      const { displayed } = this.#host.viewport;
      if (!displayed || displayed.study !== this.#study) {
        return; // the next update follows what is displayed then
      }
      const outlineKey = this.#outlineKey(displayed);
      const layer = this.#next;
      if (this.#outlined !== outlineKey) {
        await this.#outline(displayed, outlineKey);
      } else if (layer && keyOf(displayed) === this.#key) {
        await this.#draw(layer, displayed);
      } else {
        return;
      }
    }
  }

  async #outline(displayed: DisplayedImage, outlineKey: string): Promise<void> {
    const { study, request } = displayed;
    const own = study.layerCount > 0 ? [{ study, wish: {} }] : [];
    const found = new Map<string, Layer>();
    for (const { study: source, wish } of [...this.sources.studies, ...own]) {
      const asked = { type: 'layers', view: request.view } as const;
      for (const outline of await this.#ask(() => study.askLayers<'layers'>(source, asked), [])) {
        found.set(outline.id, this.#layerOf(outline, wish, source));
      }
    }
    if (study !== this.#study) {
      return;
    }
    this.#outlined = outlineKey;
    for (const layer of this.#layers.values()) {
      if (!found.has(layer.id)) {
        layer.clear();
      }
    }
    this.#layers = found;
    this.#publish();
  }

  #layerOf(outline: LayerOutline, wish: Partial<LayerState>, source: Study): Layer {
    const known = this.#layers.get(outline.id);
    const initial = initialState(outline, wish);
    if (known?.source !== source) {
      return new Layer(initial, source, outline.name);
    }
    known.initial = initial;
    return known;
  }

  async #draw(layer: Layer, displayed: DisplayedImage): Promise<void> {
    const key = this.#key;
    const drawn = await this.#ask(() => pictureOn(displayed, layer), undefined, layer);
    if (key !== this.#key || !this.all.includes(layer)) {
      return; // it is of a view, or of a result, that isn't shown any more
    }
    this.revision += 1;
    if (drawn) {
      layer.take(key, drawn, displayed.picture.images);
      this.#paint(layer);
    } else {
      layer.clear();
      layer.failedKey = key;
    }
  }

  /** The answer of the runtime; another value where it fails, which is warned of. */
  async #ask<Value, Other>(
    ask: () => Promise<{ value: Value; warnings: readonly Warning[] }>,
    otherwise: Other,
    of?: Layer,
  ): Promise<Value | Other> {
    const study = this.#study;
    const { element, viewport, language } = this.#host;
    const { hideIdentity } = element;
    const report = (warning: Warning) => {
      if (study === this.#study && (!of || this.all.includes(of))) {
        viewport.report(warning);
      }
    };
    try {
      const { value, warnings } = await ask();
      for (const warning of warnings.filter(({ code }) => code === 'layers')) {
        const isNamed = hideIdentity && 'layer' in warning.parameters;
        const parameters = isNamed ? { ...warning.parameters, layer: '–' } : warning.parameters;
        report({ ...warning, parameters } as Warning);
      }
      return value;
    } catch (error) {
      const { reason, parameters } = error as Message;
      const why = { reason, parameters } as Message;
      const layer = of?.nameIn(language(), hideIdentity) ?? '';
      report({ code: 'layers', reason: 'layer-failed', parameters: { layer, why } });
      return otherwise;
    }
  }
}
