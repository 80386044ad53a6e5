import {
  html,
  LitElement,
  nothing,
  type ComplexAttributeConverter,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { property, query, state } from 'lit/decorators.js';

import { canvasToBlob, clearCanvas, flatten } from './canvas.js';
import { styles } from './dicom-viewer.styles.js';
import { DicomError } from './errors.js';
import { emit, type DicomChangeDetail, type LocalFiles } from './events.js';
import { Gestures, type GestureState } from './gestures.js';
import { Intake } from './intake.js';
import type { Source } from './loader.js';
import type { DicomMetadata } from './metadata.js';
import type { RuntimeStatistics, ViewState } from './protocol.js';
import { sharedRuntime } from './runtime/runtime.js';
import { Showing } from './showing.js';
import type { Study } from './study.js';
import { controlsTemplate } from './templates/controls.js';
import { infoTemplate } from './templates/info.js';
import {
  announcementOf,
  errorTemplate,
  placeholderTemplate,
  progressTemplate,
} from './templates/status.js';
import { UserChanges } from './user-changes.js';
import { clampFrame, displayRatio, finiteOrNull, voiChoice, voiIndex } from './view.js';

export { DicomError, dicomErrorCodes } from './errors.js';
export type { DicomErrorCode, DicomWarningCode } from './errors.js';
export type {
  ByteCount,
  DicomChangeDetail,
  DicomErrorDetail,
  DicomEventDetails,
  DicomEventMap,
  DicomLoadDetail,
  DicomProgressDetail,
  DicomRenderDetail,
  DicomWarningDetail,
  LocalFile,
  LocalFiles,
} from './events.js';
export type {
  DicomDataset,
  DicomElement,
  DicomMetadata,
  DicomSummary,
  DicomValue,
  OverlaySummary,
  PersonName,
  VoiSummary,
} from './metadata.js';
export type { RuntimeStatistics } from './protocol.js';
export { colormaps } from './view.js';

/** The view of a source that nobody has changed. */
const initialView = {
  frame: 0,
  windowCenter: undefined,
  windowWidth: undefined,
  voi: undefined,
} as const;

/** What a user changes for the current source only. */
const viewProperties = Object.keys(initialView) as (keyof typeof initialView)[];

/** A text, or undefined where the attribute is absent. */
const optionalText: ComplexAttributeConverter<string | undefined> = {
  fromAttribute: (text) => text ?? undefined,
};

/** A number, or undefined where the attribute is absent or isn't one. */
const optionalNumber: ComplexAttributeConverter<number | undefined> = {
  fromAttribute: (text) => {
    const value = text === null || text.trim() === '' ? NaN : Number(text);
    return Number.isFinite(value) ? value : undefined;
  },
};

/**
 * Shows a DICOM image. One Python runtime, started by the first element that needs it, serves all
 * elements of a page.
 *
 * @tag dicom-viewer
 *
 * @slot placeholder - What is there before anything is shown, instead of the invitation.
 * @slot error - What is there when nothing can be shown, instead of the message.
 * @slot toolbar - More tools, at the end of the tool bar.
 *
 * @fires {CustomEvent<DicomProgressDetail>} dicom-progress - While the runtime or a source loads: `{ phase, loaded, total }` in bytes, `phase` being `runtime` or `source`.
 * @fires {CustomEvent<DicomLoadDetail>} dicom-load - The first frame of a new source is on the canvas: `{ rows, columns, frameCount, transferSyntaxUID, modality }`.
 * @fires {CustomEvent<DicomRenderDetail>} dicom-render - Pixels have reached the canvas: `{ frame, windowCenter, windowWidth, decodeMs, renderMs }`.
 * @fires {CustomEvent<DicomErrorDetail>} dicom-error - A source can't be shown: `{ code, message }`.
 * @fires {CustomEvent<DicomWarningDetail>} dicom-warning - A source is shown, but something in it is off: `{ code, message }`.
 * @fires {CustomEvent<DicomChangeDetail>} dicom-change - The user changed something: the changed properties.
 *
 * @csspart canvas - The rendered image.
 * @csspart overlay - The layer above it: the file's own overlays and display shutter.
 * @csspart controls - The sliders and the tool bar.
 * @csspart toolbar - The tool bar.
 * @csspart slider - Each slider.
 * @csspart info - The info panel.
 * @csspart progress - The progress bar and its text.
 * @csspart error - The error panel.
 *
 * @cssproperty [--dicom-viewer-stage=#000] - The colour around the image.
 * @cssproperty [--dicom-viewer-on-stage=#f2f4f7] - Text on the stage.
 * @cssproperty [--dicom-viewer-surface=#fff] - The colour of the controls and the info panel; in dark mode #16181d.
 * @cssproperty [--dicom-viewer-text=#1c2330] - Their text; in dark mode #e6e9ef.
 * @cssproperty [--dicom-viewer-muted=#5a6478] - Labels; in dark mode #a2abbb.
 * @cssproperty [--dicom-viewer-line=#d5dae3] - Borders and dividers; in dark mode #363b46.
 * @cssproperty [--dicom-viewer-accent=#0b62c4] - Sliders, pressed buttons and focus rings; in dark mode #6cb1ff.
 * @cssproperty [--dicom-viewer-radius=8px] - The roundness of the corners.
 * @cssproperty [--dicom-viewer-spacing=0.5rem] - The space between controls.
 * @cssproperty [--dicom-viewer-font=system-ui, sans-serif] - The font of the chrome.
 * @cssproperty [--dicom-viewer-min-height=12rem] - The least height of the stage.
 * @cssproperty [--dicom-viewer-max-height=85vh] - The greatest height of the stage.
 */
export class DicomViewer extends LitElement {
  static override styles = styles;

  /** Starts the shared Python runtime early; resolves when it is ready, rejects with `runtime`. */
  static async preload(): Promise<void> {
    await sharedRuntime().ready;
  }

  /** What the shared Python runtime holds; starts it if it isn't there. */
  static async statistics(): Promise<RuntimeStatistics> {
    const { value } = await sharedRuntime().call<'statistics'>({ type: 'statistics' });
    return value;
  }

  /** The URL of a DICOM file, also of `blob:` and `data:`; set to the same again, it is loaded anew. */
  @property({ reflect: true, converter: optionalText, hasChanged: () => true })
  src: string | undefined;

  /** The frame that is shown, from 0; out of range is clamped. */
  @property({ type: Number, reflect: true, useDefault: true }) frame = 0;

  /** The window's center in modality units; undefined for the file's own. */
  @property({ attribute: 'window-center', reflect: true, converter: optionalNumber })
  windowCenter: number | undefined;

  /** The window's width in modality units, from 1; undefined for the file's own. */
  @property({ attribute: 'window-width', reflect: true, converter: optionalNumber })
  windowWidth: number | undefined;

  /** Which of the file's VOI LUTs and windows: an index from 0, or its explanation. */
  @property({ reflect: true, converter: optionalText }) voi: string | number | undefined;

  /** Pseudo-colour for monochrome images: one of `colormaps`. */
  @property({ reflect: true, useDefault: true }) colormap = 'gray';

  /** Whether the gray ramp is inverted after windowing; colour images are left alone. */
  @property({ type: Boolean, reflect: true }) invert = false;

  /** How the page scales the canvas. */
  @property({ reflect: true, useDefault: true }) interpolation: 'smooth' | 'pixelated' = 'smooth';

  /** Whether the file's own overlay planes and display shutter are shown, above the canvas. */
  @property({ reflect: true, useDefault: true }) overlays: 'on' | 'off' = 'on';

  /** Whether the sliders and the tool bar are shown. */
  @property({ type: Boolean, reflect: true }) controls = false;

  /** Whether the info panel is shown. */
  @property({ type: Boolean, reflect: true }) info = false;

  /** What a screen reader says of the image. */
  @property({ reflect: true, converter: optionalText }) alt: string | undefined;

  /** Whether `src` is fetched from other origins with credentials. */
  @property({ attribute: 'crossorigin', reflect: true, useDefault: true })
  crossOrigin: 'anonymous' | 'use-credentials' = 'anonymous';

  /** Local data to show instead of `src`; of several files, the first. */
  @property({ attribute: false }) files: LocalFiles | undefined;

  @state() private isDropTarget = false;

  @query('canvas') private readonly canvas!: HTMLCanvasElement;
  @query('canvas[part="overlay"]') private readonly layer!: HTMLCanvasElement;
  @query('.stage') private readonly stage!: HTMLElement;
  @query('input[type="file"]') private readonly picker!: HTMLInputElement;

  readonly #showing = new Showing(this, {
    view: () => this.#view,
    wantsLayer: () => this.#showsOverlays,
    canvas: () => this.canvas,
    layer: () => this.layer,
    replacing: () => {
      this.#userChanges.takeBack(); // a new source is seen as the page asked
    },
  });
  readonly #gestures = new Gestures({
    state: () => this.#gestureState,
    change: (change) => {
      this.#applyUserChange(change);
    },
  });
  readonly #userChanges = new UserChanges<DicomViewer>(this, viewProperties);

  constructor() {
    super();
    new Intake(this, {
      received: (files) => {
        this.#applyUserChange({ files });
      },
      hovered: (isOver) => {
        this.isDropTarget = isOver;
      },
    });
  }

  /**
   * The shown data set as the DICOM JSON model without bulk data, and its `summary`; also that of a
   * file without an image that can be shown, if it could be read.
   */
  get metadata(): DicomMetadata | undefined {
    return this.#showing.current?.metadata ?? this.#showing.failure?.metadata ?? undefined;
  }

  /** How many frames there are; 0 before anything is shown. */
  get frameCount(): number {
    return this.#showing.current?.summary.frameCount ?? 0;
  }

  /** The height of what is shown in pixels; 0 before. */
  get rows(): number {
    return this.#showing.current?.summary.rows ?? 0;
  }

  /** The width of what is shown in pixels; 0 before. */
  get columns(): number {
    return this.#showing.current?.summary.columns ?? 0;
  }

  /** The absolute URL of the current source; empty if there is none or it is local data. */
  get currentSrc(): string {
    const { source } = this.#showing;
    return source && 'url' in source ? source.url : '';
  }

  /** Whether the current source is on the canvas. */
  get loaded(): boolean {
    return this.#showing.isShowing && !this.#showing.isLoading;
  }

  /** Why the current source can't be shown, or null. */
  get error(): DicomError | null {
    return this.#showing.failure ?? null;
  }

  /** Resolves once what the properties ask for is on the canvas; rejects with a `DicomError`. */
  get rendered(): Promise<void> {
    return this.#showing.rendered();
  }

  /** The first rendering is a task of its own, so that many elements don't keep the page's thread. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    await super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('files') && this.files) {
      this.#showing.replace({ files: this.files });
    } else if (changed.has('src') || changed.has('files')) {
      this.files = undefined;
      this.#showing.replace(this.#sourceOfUrl());
    }
    // While a source loads, `frame` may already be meant for it.
    const { study, isLoading } = this.#showing;
    const { frame } = this.#view;
    if (study && !isLoading && this.frame !== frame) {
      this.frame = frame;
    }
  }

  protected override updated(): void {
    const { current, shown } = this.#showing;
    // Through the object model: a strict policy forbids style attributes.
    const ratio = current ? String(displayRatio(current.summary)) : null;
    this.stage.style.setProperty('--_ratio', ratio);
    if (!shown) {
      clearCanvas(this.canvas);
      clearCanvas(this.layer);
    }
  }

  protected override render(): TemplateResult {
    const { current, shown } = this.#showing;
    return html`
      <div class="screen">
        <div
          class="stage"
          role="group"
          aria-label="Image"
          tabindex=${shown ? 0 : -1}
          @pointerdown=${this.#gestures.pointerDown}
          @pointermove=${this.#gestures.pointerMove}
          @pointerup=${this.#gestures.pointerUp}
          @pointercancel=${this.#gestures.pointerUp}
          @keydown=${this.#gestures.keyDown}
        >
          <canvas
            part="canvas"
            role=${this.alt === '' ? 'presentation' : 'img'}
            aria-label=${this.#label || nothing}
            ?hidden=${!shown}
          ></canvas>
          <canvas part="overlay" width="0" height="0" aria-hidden="true"></canvas>
          ${this.#renderStatus()}
        </div>
        ${this.info && this.metadata ? infoTemplate(this.metadata) : nothing}
      </div>
      ${this.controls && current ? this.#renderControls(current) : nothing}
      <div class="announcement" role="status">
        ${shown ? announcementOf(shown.reply, this.frameCount) : nothing}
      </div>
      <input type="file" hidden @change=${this.#handlePicked} />
    `;
  }

  /** The modality value, or red, green and blue, of an image pixel; undefined outside the image. */
  async pixelAt(x: number, y: number): Promise<number | [number, number, number] | undefined> {
    return this.#showing.study?.pixelAt(this.#view.frame, Math.floor(x), Math.floor(y));
  }

  /** What is shown, with its overlays if they are, as a file: PNG unless another type is asked for. */
  async toBlob(type?: string, quality?: number): Promise<Blob> {
    await this.rendered;
    if (!this.#showing.shown) {
      throw new DicomError('no-image', 'Nothing is shown.');
    }
    const isCovered = this.layer.width > 0;
    const image = isCovered ? flatten(this.canvas, this.layer) : this.canvas;
    return canvasToBlob(image, type, quality);
  }

  /** Goes back to the file's own window and to frame 0. */
  reset(): void {
    Object.assign(this, initialView);
  }

  get #view(): ViewState {
    return {
      frame: clampFrame(this.frame, this.#showing.study?.summary.frameCount ?? 0),
      windowCenter: finiteOrNull(this.windowCenter),
      windowWidth: finiteOrNull(this.windowWidth),
      voi: voiChoice(this.voi),
      colormap: this.colormap,
      invert: this.invert,
    };
  }

  get #showsOverlays(): boolean {
    return this.overlays !== 'off';
  }

  get #gestureState(): GestureState | undefined {
    const { shown } = this.#showing;
    if (!shown || !this.loaded) {
      return undefined;
    }
    const { frame, frameCount } = this;
    return { study: shown.study, frame, frameCount, windowing: shown.windowing(this.#view) };
  }

  get #label(): string {
    return this.alt ?? `DICOM image ${this.#showing.current?.summary.modality ?? ''}`.trim();
  }

  #sourceOfUrl(): Source | undefined {
    if (!this.src) {
      return undefined;
    }
    const url = URL.canParse(this.src, document.baseURI)
      ? new URL(this.src, document.baseURI).href
      : this.src;
    return { url, crossOrigin: this.crossOrigin };
  }

  /** Does what the user asked for, and says so. */
  #applyUserChange(change: DicomChangeDetail): void {
    this.#userChanges.apply(change);
    emit(this, 'dicom-change', change);
  }

  readonly #choose = (): void => {
    this.picker.click();
  };

  readonly #retry = (): void => {
    this.#showing.load();
  };

  readonly #handlePicked = (): void => {
    const files = [...(this.picker.files ?? [])];
    this.picker.value = ''; // so that the same file can be chosen again
    if (files.length > 0) {
      this.#applyUserChange({ files });
    }
  };

  #renderStatus(): TemplateResult {
    const { current, progress, failure } = this.#showing;
    return html`
      <div class="status">
        ${failure ? errorTemplate(failure, this.#choose, this.#retry) : nothing}
        ${progress ? progressTemplate(progress) : nothing}
        ${current || progress || failure ? nothing : placeholderTemplate(this.#choose)}
        ${this.isDropTarget ? html`<div class="drop"></div>` : nothing}
      </div>
    `;
  }

  #renderControls(study: Study): TemplateResult {
    const { voi, photometricInterpretation } = study.summary;
    const { frame, frameCount, colormap, invert, info } = this;
    return controlsTemplate(
      {
        frame: clampFrame(frame, frameCount),
        frameCount,
        windowing: this.#showing.shown?.windowing(this.#view),
        isMonochrome: photometricInterpretation.startsWith('MONOCHROME'),
        voi,
        chosenVoi: voiIndex(voiChoice(this.voi), voi),
        colormap,
        invert,
        overlays: study.hasLayer ? this.#showsOverlays : undefined,
        info,
      },
      {
        change: (change) => {
          this.#applyUserChange(change);
        },
        choose: this.#choose,
        reset: () => {
          this.#applyUserChange({ ...initialView });
        },
      },
    );
  }
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
