import type { Viewport } from '../display/viewport.js';
import { isInteractive } from '../input/input-host.js';
import { DicomError } from '../errors.js';
import { emit } from '../events.js';
import { learnEnglish } from '../languages/english.js';
import type { Language } from '../languages/language.js';
import { detailOf } from '../languages/message.js';
import type { Marking } from '../marking/marking.js';
import { LazyPart } from '../network/lazy-part.js';
import { sharedRuntime } from '../runtime/runtime.js';
import { loadSource } from '../source/loader.js';
import { planesOf } from '../view/crosshair.js';
import type { ViewerProperties } from '../viewer-properties.js';
import type { AskedSource } from './asked-source.js';
import type { LayerSourcesOfElement } from '../pipeline/context.js';
import { pipelinePermission } from './pipeline-permission.js';
import type { Visitor } from './visitor.js';

// Written out where bundlers look for it, see `ownFile`.
const inputUrl = () => new URL('./input.js', import.meta.url);
const controlsUrl = () => new URL('./controls.js', import.meta.url);
const guidesUrl = () => new URL('./guides.js', import.meta.url);
const linkUrl = () => new URL('./link.js', import.meta.url);
const infoUrl = () => new URL('./info.js', import.meta.url);
const pipelineUrl = () => new URL('./pipeline.js', import.meta.url);
const pipelinePanelUrl = () => new URL('./pipeline-panel.js', import.meta.url);
const layersUrl = () => new URL('./layers.js', import.meta.url);
const layersListUrl = () => new URL('./layers-list.js', import.meta.url);

/** What the parts of an element work with. */
interface PartsContext {
  readonly viewport: Viewport;
  readonly visitor: Visitor;
  readonly source: AskedSource;
  readonly marking: Marking;
  language(): Language;
}

/** The parts of an element that not every image needs: each is fetched when the element first needs it. */
export class Parts {
  readonly #element: ViewerProperties;
  readonly #viewport: Viewport;
  /** Why the pipeline's part can't be had. */
  #missing: DicomError | undefined;
  /** What answers the pointer, the wheel and keys on the images. */
  readonly input;
  /** The bar and the sliders. */
  readonly controls;
  /** What lies above the images: the crosshair, corners, the scale bar. */
  readonly guides;
  /** What lets viewers follow each other. */
  readonly link;
  readonly info;
  /** The page author's own Python. */
  readonly pipeline;
  /** The part of the info panel for it. */
  readonly pipelinePanel;
  /** What lies above the images with pixels of its own: segmentations, dose, a second series. */
  readonly layers;
  /** The list of these. */
  readonly layersList;

  constructor(element: ViewerProperties, context: PartsContext) {
    const { viewport, visitor, marking } = context;
    this.#element = element;
    this.#viewport = viewport;
    this.input = new LazyPart(
      element,
      'input.js',
      inputUrl,
      ({ UserInput }: typeof import('../input/user-input.js')) =>
        new UserInput({
          element,
          viewport,
          get language() {
            return context.language();
          },
          applyUserChange: visitor.apply,
          receiveFiles: visitor.receiveFiles,
          markToolAt: (target) => marking.toolAt(target),
          reset: () => {
            visitor.reset();
          },
          toggleFullScreen: visitor.toggleFullScreen,
          showHelp: () => {
            this.controls.current?.showHelp();
          },
        }),
    );
    this.controls = new LazyPart(
      element,
      'controls.js',
      controlsUrl,
      ({ Controls }: typeof import('../controls/controls.js')) =>
        new Controls(
          element,
          () => this.layersList.current?.(),
          () => this.pipeline.current?.author !== undefined,
        ),
    );
    this.guides = new LazyPart(
      element,
      'guides.js',
      guidesUrl,
      ({ Guides }: typeof import('../guides/guides.js')) => new Guides(element),
    );
    this.link = new LazyPart(
      element,
      'link.js',
      linkUrl,
      ({ Linking }: typeof import('../linking/linking.js')) =>
        new Linking({ element, viewport, applyUserChange: visitor.apply }),
    );
    this.info = new LazyPart(
      element,
      'info.js',
      infoUrl,
      ({ Info }: typeof import('../info/info.js')) =>
        new Info(
          element,
          async (tags) => {
            const { value } = await sharedRuntime().call<'tag-names'>({ type: 'tag-names', tags });
            return value;
          },
          () =>
            this.pipeline.current?.author &&
            ((...about) => this.pipelinePanel.current?.template(...about)),
        ),
    );
    this.pipeline = new LazyPart(
      element,
      'pipeline.js',
      pipelineUrl,
      ({ Pipeline, pipelineMessages }: typeof import('../pipeline/pipeline.js')) => {
        learnEnglish(pipelineMessages);
        this.#missing = undefined;
        return new Pipeline(element, {
          ...context,
          call: async (...request) => (await sharedRuntime().call(...request)).value,
          layerSources: async (): Promise<LayerSourcesOfElement | undefined> => {
            await this.layers.fetch();
            return this.layers.current?.sources;
          },
          permission: pipelinePermission,
          DicomError,
        });
      },
      (cause) => {
        this.#miss(cause, context.language());
      },
    );
    this.pipelinePanel = new LazyPart(
      element,
      'pipeline-panel.js',
      pipelinePanelUrl,
      ({ PipelinePanel }: typeof import('../pipeline-panel/pipeline-panel.js')) =>
        new PipelinePanel(element, () => this.pipeline.current),
    );
    this.layers = new LazyPart(
      element,
      'layers.js',
      layersUrl,
      ({ Layers, layersMessages }: typeof import('../layers/layers.js')) => {
        learnEnglish(layersMessages);
        return new Layers({
          ...context,
          element,
          made: () => this.pipeline.current?.made,
          load: (url, signal) => loadSource(context.source.ofUrls([url]), signal),
          colormap: async (name) =>
            (await sharedRuntime().call<'colormap'>({ type: 'colormap', name })).value,
        });
      },
    );
    this.layersList = new LazyPart(
      element,
      'layers-list.js',
      layersListUrl,
      ({ layersList }: typeof import('../layers-list/layers-list.js')) =>
        () =>
          layersList(element, this.layers.current, viewport.displayed?.picture.hasLayer),
    );
  }

  /** Resolves once the pipeline, if there is one, has come to something; rejects if it can't, or if its part can't be had. */
  async pipelineSettled(): Promise<void> {
    if (this.#hasPipeline && this.#missing) {
      throw this.#missing;
    }
    await this.pipeline.current?.settled();
  }

  /** Reports, once, that the pipeline's part can't be had. */
  #miss(cause: unknown, language: Language): void {
    if (this.#missing) {
      return;
    }
    this.#missing = new DicomError(
      'network',
      'part-missing',
      { detail: detailOf(cause) },
      { cause },
    );
    this.#missing.translate(language);
    const { code, message } = this.#missing;
    emit(this.#element, 'dicom-error', { code, message });
  }

  get #hasPipeline(): boolean {
    const { pipeline } = this.#element;
    return (
      pipeline !== undefined ||
      this.#element.querySelector(':scope > [type="text/x-python"]') !== null
    );
  }

  /** Fetches what the element shows now; resolves once it is there, or can't be had. */
  async fetch(): Promise<void> {
    await Promise.all(this.#needed.map((part) => part.fetch()));
  }

  get #needed(): { fetch(): Promise<void> }[] {
    if (this.#viewport.waitsFor) {
      return [];
    }
    const { controls, cornerText, info, infoTab, link, autoplay, layers } = this.#element;
    const hasLayers =
      (this.#viewport.study?.layerCount ?? 0) > 0 ||
      (this.pipeline.current?.made.length ?? 0) > 0 ||
      this.#element.querySelector(':scope > source[layer]') !== null;
    const { displayed } = this.#viewport;
    const hasList = hasLayers || displayed?.picture.hasLayer;
    const hasPlanes = planesOf(displayed?.picture.images).length > 0;
    const hasGuides = controls || cornerText || link !== undefined || hasPlanes;
    const parts = [
      (isInteractive(this.#element) || autoplay) && this.input,
      controls && this.controls,
      hasGuides && this.guides,
      info && this.info,
      link && this.link,
      this.#hasPipeline && this.pipeline,
      this.#hasPipeline && info && infoTab === 'pipeline' && this.pipelinePanel,
      hasLayers && layers !== 'off' && this.layers,
      hasList && controls && this.layersList,
    ];
    return parts.filter((part) => part instanceof LazyPart);
  }
}
