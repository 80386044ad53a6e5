import { html, nothing, type CSSResult, type PropertyValues, type TemplateResult } from 'lit';
import { query, queryAll } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';

import { clearCanvas } from './display/canvas.js';
import { Cine } from './display/cine.js';
import { cineStateOf } from './display/cine-state.js';
import { placePicture } from './display/place-picture.js';
import { Viewport } from './display/viewport.js';
import { AskedSource } from './element/asked-source.js';
import { actOn } from './element/commands.js';
import { Parts } from './element/parts.js';
import { pipelinePermission } from './element/pipeline-permission.js';
import { Visitor } from './element/visitor.js';
import { DicomError } from './errors.js';
import type { DownloadOptions, Downloadable, ExportOptions } from './export/host.js';
import type { Exports } from './export/export.js';
import { Exporting } from './exporting/exporting.js';
import { DropAndPaste } from './input/drop-and-paste.js';
import { LanguageOfElement } from './languages/language-of-element.js';
import type { LanguageTexts } from './languages/language.js';
import { addLanguage } from './languages/languages.js';
import { Marking } from './marking/marking.js';
import type { DicomMetadata } from './metadata.js';
import type { Fetcher } from './network/fetch.js';
import { baseOfFiles, setBaseOfFiles } from './network/own-files.js';
import type { PipelineResult, PlaneName, RuntimeStatistics } from './protocol/messages.js';
import { sharedRuntime } from './runtime/runtime.js';
import { bytesToStart } from './runtime/start-bytes.js';
import { Announcement, loadingText } from './templates/announcement.js';
import { cellTemplate } from './templates/cell.js';
import { filePickersTemplate } from './templates/file-pickers.js';
import { statusTemplate } from './templates/status.js';
import { restoreStyles } from './style-sheets.js';
import { styles } from './templates/styles.js';
import { warningLabel } from './templates/warning.js';
import { planesExtent, planesOf, type CrosshairImage } from './view/crosshair.js';
import { initialView } from './view/initial.js';
import { placementOf } from './view/placement.js';
import { displayRatio, planeChoice, planeNames } from './view/view.js';
import { ViewerProperties } from './viewer-properties.js';

export { DicomError, dicomErrorCodes } from './errors.js';
export type * from './types.js';
export { colormaps } from './view/view.js';

/**
 * Shows a DICOM image, a series of them, or planes through it. One Python runtime, started by the first element that needs it, serves all
 * elements of a page.
 *
 * @tag dicom-viewer
 *
 * @attr {string} lang - The language of texts, errors and warnings, also of an ancestor: `en`, `de`, `es`, `fr`, `ja`, `zh-Hant`, or one that `addLanguage` added; anything else is English.
 *
 * @slot placeholder - What is there before anything is shown, instead of the poster or the invitation.
 * @slot error - What is there when nothing can be shown, instead of the message.
 * @slot toolbar - More tools, at the end of the tool bar.
 *
 * @fires {CustomEvent<DicomProgressDetail>} dicom-progress - While the runtime or a source loads: `{ phase, loaded, total }` in bytes, `phase` being `runtime` or `source`; of a source also `files` of `fileCount`.
 * @fires {CustomEvent<DicomLoadDetail>} dicom-load - The first frame of a new source is on the canvas: `{ rows, columns, frameCount, transferSyntaxUID, modality }`.
 * @fires {CustomEvent<DicomRenderDetail>} dicom-render - Pixels have reached the canvas: `{ frame, windowCenter, windowWidth, decodeMs, renderMs }`.
 * @fires {CustomEvent<DicomErrorDetail>} dicom-error - A source, or a frame of it, can't be shown: `{ code, message }`.
 * @fires {CustomEvent<DicomWarningDetail>} dicom-warning - A source is shown, but something in it is off: `{ code, message }`.
 * @fires {CustomEvent<DicomChangeDetail>} dicom-change - The user changed something: the changed properties.
 * @fires {CustomEvent<DicomAnnotationDetail>} dicom-annotation - The user added, changed, removed, chose or revealed a mark: `{ action, annotation }`.
 * @fires {CustomEvent<DicomResultDetail>} dicom-result - A pipeline has come to something: `{ name, result }`.
 * @fires {CustomEvent<DicomLogDetail>} dicom-log - A pipeline has printed: `{ text }`.
 *
 * @csspart stage - What lies around the images.
 * @csspart canvas - The rendered image.
 * @csspart poster - The picture in the image's place until that is there.
 * @csspart layer - Each layer above it: a segmentation, a dose, a second series.
 * @csspart overlay - The file's own overlays and display shutter, above those.
 * @csspart corner - Each text in a corner of the image.
 * @csspart orientation - Each letter at an edge of the image.
 * @csspart scale-bar - The bar of a round length in mm, and its text.
 * @csspart crosshair - The lines of the crosshair in each of three planes.
 * @csspart reference-line - The dashed lines where the images of linked viewers cut one.
 * @csspart annotation - Each mark.
 * @csspart controls - The sliders and the tool bar.
 * @csspart toolbar - The tool bar.
 * @csspart slider - Each slider.
 * @csspart info - The info panel.
 * @csspart tags - Its tag browser.
 * @csspart progress - The progress bar and its text.
 * @csspart error - The error panel, and the message over the image that a visitor's files can't be shown.
 * @csspart warning - The chip over the image that says what is off in the source, and opens the details.
 *
 * @cssproperty [--dicom-viewer-stage=#000] - The colour around the image.
 * @cssproperty [--dicom-viewer-on-stage=#f2f4f7] - Text on the stage.
 * @cssproperty [--dicom-viewer-surface=#fff] - The colour of the controls and the info panel; in dark mode #16181d.
 * @cssproperty [--dicom-viewer-text=#1c2330] - Their text; in dark mode #e6e9ef.
 * @cssproperty [--dicom-viewer-muted=#5a6478] - Labels; in dark mode #a2abbb.
 * @cssproperty [--dicom-viewer-line=#d5dae3] - Borders and dividers; in dark mode #363b46.
 * @cssproperty [--dicom-viewer-accent=#0b62c4] - Sliders, pressed buttons and focus rings; in dark mode #6cb1ff.
 * @cssproperty [--dicom-viewer-axial=#ff7a6b] - The axial plane's lines, its name and the edge of its pane.
 * @cssproperty [--dicom-viewer-coronal=#58d68d] - That of the coronal plane.
 * @cssproperty [--dicom-viewer-sagittal=#62b5ff] - That of the sagittal plane.
 * @cssproperty [--dicom-viewer-mark=#ffd84d] - Marks that have no colour of their own.
 * @cssproperty [--dicom-viewer-radius=8px] - The roundness of the corners.
 * @cssproperty [--dicom-viewer-spacing=0.5rem] - The space between controls.
 * @cssproperty [--dicom-viewer-font=system-ui, sans-serif] - The font of the chrome.
 * @cssproperty [--dicom-viewer-min-height=0px] - The least height of the stage.
 * @cssproperty [--dicom-viewer-max-height=85vh] - The greatest height of the stage.
 */
export class DicomViewer extends ViewerProperties {
  static override styles = styles;

  /** Starts the shared Python runtime early; resolves when it is ready, rejects with `runtime`. */
  static async preload(): Promise<void> {
    await sharedRuntime().ready;
  }

  /**
   * Adds a language to those that `lang` chooses from, or replaces one; texts that it lacks are English. Throws
   * a RangeError if its tag is none (BCP 47).
   *
   * @example
   * DicomViewer.addLanguage({ tag: 'it', controls: { play: 'Riproduci' } });
   */
  static addLanguage(texts: LanguageTexts): void {
    addLanguage(texts);
  }

  /** What the shared Python runtime holds; starts it if it isn't there. */
  static async statistics(): Promise<RuntimeStatistics> {
    const { value } = await sharedRuntime().call<'statistics'>({ type: 'statistics' });
    return value;
  }

  /**
   * The URL of the folder that holds the package's files, as `npx dicom-viewer-element copy` makes it, for pages whose
   * bundler doesn't follow them; relative to the page. To be set before the first image is shown.
   */
  static get base(): string | undefined {
    return baseOfFiles();
  }
  static set base(url: string | URL | undefined) {
    setBaseOfFiles(url);
  }

  /** What fetches the sources of all elements that have no `fetch` of their own, instead of the page's. */
  declare static fetch: Fetcher | undefined;

  /** Lets pipelines come from other origins than the page's, as `https://example.org`: whoever can change them there sees the images. */
  static allowPipelines(origins: Iterable<string>): void {
    pipelinePermission.origins = new Set(Array.from(origins, (each) => new URL(each).origin));
  }

  /** Whether pipelines may run without a sandbox where the browser, or the page's policy, allows none. */
  static get allowUnsandboxedPipelines(): boolean {
    return pipelinePermission.isUnsandboxedAllowed;
  }
  static set allowUnsandboxedPipelines(isAllowed: boolean) {
    pipelinePermission.isUnsandboxedAllowed = isAllowed;
  }

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @queryAll('canvas[part="canvas"]') private readonly canvases!: NodeListOf<HTMLCanvasElement>;
  @queryAll('.pane') private readonly panes!: NodeListOf<HTMLElement>;
  @query('canvas[part="overlay"]') private readonly layer!: HTMLCanvasElement;
  @query('.stage') private readonly stage!: HTMLElement;
  readonly #language = new LanguageOfElement(this, () => this.#viewport.waitsFor !== 'nearness');
  readonly #viewport: Viewport = new Viewport(this, {
    language: () => this.#language.current,
    replaced: () => {
      this.#visitor.restore(); // a new source is seen as the page asked
    },
    processing: () => this.#parts.pipeline.current,
  });
  /** What several of the nouns below work with. */
  readonly #shared = {
    viewport: this.#viewport,
    language: () => this.#language.current,
    layers: () => this.#parts.layers.current,
  };
  readonly #source = new AskedSource(this, this.#viewport, () => this.fetch ?? DicomViewer.fetch);
  readonly #visitor = new Visitor(this, this.#viewport, this.#source, (change) => {
    this.#parts.link.current?.noteUser(change);
  });
  readonly #dropAndPaste = new DropAndPaste({
    element: this,
    receiveFiles: this.#visitor.receiveFiles,
  });
  readonly #marking = new Marking(this, { ...this.#shared, applyUserChange: this.#visitor.apply });
  readonly #exporting = new Exporting(this, {
    ...this.#shared,
    canvases: () => [this.canvas, this.layer],
    drawMarks: this.#marking.draw,
  });
  readonly #parts: Parts = new Parts(this, {
    ...this.#shared,
    visitor: this.#visitor,
    source: this.#source,
    marking: this.#marking,
  });
  readonly #act = actOn(this, {
    ...this.#shared,
    visitor: this.#visitor,
    exporting: this.#exporting,
    parts: this.#parts,
  });
  readonly #announcement = new Announcement();
  /** Whether the focus was in the shadow tree before an update. */
  #hadFocus = false;

  constructor() {
    super();
    new Cine(this, {
      state: () => cineStateOf(this, this.#viewport),
      show: this.#visitor.play,
      pause: (paused) => {
        this.paused = paused;
      },
    });
  }

  /**
   * The shown data set as the DICOM JSON model without bulk data, and its `summary`; also that of a
   * file without an image that can be shown, if it could be read.
   */
  get metadata(): DicomMetadata | undefined {
    return this.#viewport.metadata;
  }

  /** How many frames there are, or slices of a series; 0 before anything is shown. */
  get frameCount(): number {
    return this.#viewport.frameCount;
  }

  /** The height of what is shown in pixels; 0 before. */
  get rows(): number {
    return this.#viewport.size?.rows ?? 0;
  }

  /** The width of what is shown in pixels; 0 before. */
  get columns(): number {
    return this.#viewport.size?.columns ?? 0;
  }

  /** The absolute URL of the current source, or of its first file; empty if it is local data, or none. */
  get currentSrc(): string {
    const { source } = this.#viewport;
    return source && 'urls' in source ? (source.urls[0] ?? '') : '';
  }

  /** Whether the current source is on the canvas. */
  get loaded(): boolean {
    return this.#viewport.isComplete;
  }

  /** Why the current source can't be shown, or null. */
  get error(): DicomError | null {
    return this.#viewport.failure ?? null;
  }

  /** What the pipeline has come to last; undefined before, and without one. */
  get results(): PipelineResult | undefined {
    return this.#parts.pipeline.current?.results;
  }

  /** Resolves once what the properties ask for is on the canvas; rejects with a `DicomError`. */
  get rendered(): Promise<void> {
    return this.#viewport.rendered().then(async () => {
      await this.#parts.pipelineSettled();
      await this.#parts.layers.current?.settled();
      await this.#marking.settled();
    });
  }

  /** The first rendering is a task of its own, so that many elements don't keep the page's thread. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    await super.scheduleUpdate();
  }

  /** Also waits for what comes later: the controls, the lines above the images. */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    if (!isServer()) {
      await this.#parts.fetch();
    }
    return super.getUpdateComplete();
  }

  /** Called when the element comes into another document, as that of a window beside the page. */
  adoptedCallback(): void {
    restoreStyles(this.renderRoot, DicomViewer.elementStyles as CSSResult[]);
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (isServer()) {
      return;
    }
    this.#hadFocus = this.shadowRoot?.activeElement != null;
    this.#source.update(changed);
    void this.#parts.fetch();
    const frameThatHolds = this.#viewport.middleStart.update(changed, this.frame);
    if (frameThatHolds !== this.frame) {
      this.frame = frameThatHolds;
    }
    // While a source loads, they may be meant for what isn't there yet.
    if (this.#viewport.study && !this.#viewport.isLoading) {
      const { series, frame } = this.#viewport.view;
      this.series = series;
      if (frame !== null && frame !== this.frame) {
        this.frame = frame;
      }
    }
  }

  protected override updated(): void {
    const { size, displayed } = this.#viewport;
    // Through the object model: a strict policy forbids style attributes.
    const ratio = size ? displayRatio(size) : this.#roomRatio;
    for (const { style } of this.renderRoot.querySelectorAll<HTMLElement>('.screen, .controls')) {
      style.setProperty('--_ratio', ratio ? String(ratio) : null);
    }
    const geometry = this.#viewport.description?.geometry;
    const extent = this.#planes.length > 0 && geometry ? planesExtent(geometry) : undefined;
    this.panes.forEach((pane, index) => {
      const image = displayed?.picture.images[index];
      if (image) {
        placePicture(pane, image, placementOf(this, image), extent);
      }
    });
    if (!displayed) {
      this.canvases.forEach(clearCanvas);
      clearCanvas(this.layer);
    }
    this.#parts.layers.current?.update(); // of what is displayed, before more is asked for
    const surface = { images: this.canvases, layer: this.layer };
    this.#viewport.paint(this.overlays !== 'off', surface);
    this.#marking.update();
    if (this.#hadFocus && !this.shadowRoot?.activeElement) {
      this.stage.focus({ preventScroll: true }); // what had it has gone
    }
  }

  protected override render(): TemplateResult {
    if (isServer()) {
      return html``; // a browser puts all into the same shadow root
    }
    const { displayed } = this.#viewport;
    const texts = this.#language.current;
    const hasPlanes = this.#planes.length > 0;
    const focused = this.#parts.input.current?.focused;
    const active = focused?.index ?? 0;
    const { alt, poster, controls: takesFiles } = this;
    const controls = takesFiles && displayed ? this.#parts.controls.current : undefined;
    const { isDropTarget } = this.#dropAndPaste;
    const start = { takesFiles, isDropTarget, poster, alt, runtimeBytes: bytesToStart() };
    // The room of the bar is kept from the start.
    const bar = controls?.bar(this.#viewport, texts, this.#act, this.#exporting.message);
    // Canvases are there before what is painted on them, and go after it.
    const paneCount = hasPlanes || planeChoice(this.plane) === 'mpr' ? planeNames.length : 1;
    return html`
      <div class="screen">
        <div
          class=${classMap({ stage: true, planes: hasPlanes, maximized: focused?.isMaximized ?? false })}
          part="stage"
          role="group"
          aria-label=${texts.image.stage}
          tabindex=${displayed && !hasPlanes ? 0 : -1}
        >
          ${hasPlanes ? controls?.planeSwitch(active, texts, this.#act) : nothing}
          ${planeNames.slice(0, paneCount).map((_, index) => this.#renderCell(index))}
          ${hasPlanes ? this.#parts.guides.current?.place(this.#viewport, texts) : nothing}
          ${statusTemplate(this.#viewport, start, texts, this.#act)}
        </div>
        ${this.info ? this.#parts.info.current?.panel(this.#viewport, texts, this.#act) : nothing}
      </div>
      ${takesFiles ? html`<div class="controls" part="controls">${bar}</div>` : nothing}
      <div class="announcement" role="status">
        ${this.#announcement.of(this.#viewport, this.paused, texts, active)}
        ${warningLabel(this.#viewport.warnings, texts)} ${this.#exporting.message}
      </div>
      <div class="announcement" role="status">${loadingText(this.#viewport, texts)}</div>
      ${filePickersTemplate(this.#visitor.receiveFiles)}
    `;
  }

  /**
   * The modality value, or red, green and blue, of an image pixel; undefined outside the image. Of
   * three planes it is the axial one, unless another is named.
   */
  async pixelAt(
    x: number,
    y: number,
    plane: PlaneName = 'axial',
  ): Promise<number | [number, number, number] | undefined> {
    const image = Math.max(planeNames.indexOf(plane), 0);
    const { study, displayed, view } = this.#viewport;
    const processed = displayed?.request.view.processed ?? null;
    return study?.pixelAt({ ...view, processed }, image, Math.floor(x), Math.floor(y));
  }

  /**
   * The shown image as a file, whole, turned and mirrored as it is: PNG unless another type is asked for, with its
   * overlays if they are shown. Of three planes it is the axial one.
   */
  async toBlob(type?: string, quality?: number, options: ExportOptions = {}): Promise<Blob> {
    return (await this.#exports()).image({ ...options, type, quality });
  }

  /**
   * Has the browser save the shown `image`, its frames as a `clip` (WebM), the untouched `file` of which `metadata` tells,
   * or the marks, `annotations`, as JSON. Rejects with `export` if that can't be had.
   */
  async download(what: Downloadable, options: DownloadOptions = {}): Promise<void> {
    await (await this.#exports()).download(what, options, () => undefined);
  }

  /** Copies the shown image to the clipboard, as `toBlob` has it; rejects with `export` if the browser refuses. */
  async copy(options: ExportOptions = {}): Promise<void> {
    await (await this.#exports()).copy(options);
  }

  /** Plays the frames from the one that is shown, or from the first after the last. */
  play(): void {
    this.paused = false;
  }

  /** Stops playing. */
  pause(): void {
    this.paused = true;
  }

  /** Shows everything as at first: the file's own window, frame 0 or the middle of a plane, the whole image. */
  reset(): void {
    Object.assign(this, initialView);
    this.#viewport.middleStart.reset();
    this.requestUpdate();
  }

  async #exports(): Promise<Exports> {
    await this.rendered;
    return this.#exporting.fetch();
  }

  /** The width by the height that a page has given for the room of the image; undefined where it hasn't. */
  get #roomRatio(): number | undefined {
    const { width = 0, height = 0 } = this;
    return width > 0 && height > 0 ? width / height : undefined;
  }

  get #planes(): CrosshairImage[] {
    return planesOf(this.#viewport.displayed?.picture.images);
  }

  #renderCell(index: number): TemplateResult {
    const { controls, guides, input, layers, link } = this.#parts;
    const { current: language, ofPage: languageOfPage } = this.#language;
    const isReady = this.controls && this.#viewport.displayed;
    const slider = isReady ? controls.current?.slider(index, language, this.#act) : undefined;
    const isActive = (input.current?.focused.index ?? 0) === index;
    const references = link.current?.linesOn(index);
    const { lines, corners } =
      guides.current?.of(this.#viewport, index, language, references) ?? {};
    const above = layers.current?.canvases(index);
    const state = { index, isActive, slider, layers: above, lines, corners, languageOfPage };
    return cellTemplate(this, this.#viewport, state, language);
  }
}

/** Whether there is no page, as where a server renders one. */
function isServer(): boolean {
  return typeof document === 'undefined';
}

// A second copy of the module, or one on a server, leaves what is there.
if (!customElements.get('dicom-viewer')) {
  customElements.define('dicom-viewer', DicomViewer);
}

declare global {
  interface HTMLElementTagNameMap {
    'dicom-viewer': DicomViewer;
  }
}
