import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { DicomError } from '../errors.js';
import { emit, type Progress } from '../events.js';
import { sentence } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import type { DicomDescription, DicomMetadata } from '../metadata.js';
import type { ViewState, Warning } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { loadSource, type LoadEvent } from '../source/loader.js';
import type { Source } from '../source/image-source.js';
import type { ImageSize } from '../view/view.js';
import { viewOf, type ViewProperties } from '../view/view-properties.js';
import { clampedView, frameCountOf } from './clamped-view.js';
import { DisplayedImage } from './displayed.js';
import { closeFormer, type FormerSource } from './former-source.js';
import { MiddleStart } from './middle-start.js';
import { whenNear } from './nearness.js';
import { occasional } from './occasional.js';
import { Painter, type Painted, type Surface } from './painter.js';
import { SourceWarnings, type SourceWarning } from './source-warnings.js';
import type { ViewportState } from './viewport-state.js';

/** The least time in ms between two updates of the element that show nothing but progress. */
const progressInterval = 100;

/** The element, as far as the viewport knows it: the view that it asks for. */
export type ViewportHost = ReactiveControllerHost &
  HTMLElement &
  ViewProperties & { readonly loading: 'eager' | 'lazy' };

/** What the viewport asks the element for, and tells it. */
export interface ViewportOptions {
  /** The language of messages in events. */
  language: () => Language;
  /**
   * Called when another source is asked for, and again when its first image is there: what the user did
   * meanwhile was meant for the image before.
   */
  replaced: () => void;
}

/**
 * Shows one source at a time: loads it, paints the view that the element asks for, and fires the
 * element's events. The element is updated after each change.
 *
 * @example
 * viewport.replace({ urls: ['https://example.org/scan.dcm'], crossOrigin: 'anonymous' });
 * viewport.paint(true, surface); // after each update of the element
 */
export class Viewport implements ReactiveController {
  readonly #host: ViewportHost;
  readonly #options: ViewportOptions;
  /** Whether a plane alone begins in the middle of its volume. */
  readonly middleStart = new MiddleStart();
  /** Updates the element for what comes hundreds of times in a second. */
  readonly #updateSoon: () => void;
  readonly #painter = new Painter();
  #state: ViewportState = { phase: 'empty' };
  #source: Source | undefined;
  #warnings = new SourceWarnings();
  #loading: Promise<void> = Promise.resolve();
  #painting: Promise<Painted | undefined> = Promise.resolve(undefined);
  /** Ends the loading of the source, or the reports of what is off in it. */
  #abort = new AbortController();
  /** What was shown before a visitor's files, until these are. */
  #former: FormerSource | undefined;
  /** Why a visitor's files weren't shown, and what was there before still is. */
  #notice: DicomError | undefined;
  /** Whether the source that opens is another than the one before. */
  #isReplacing = false;
  /** Whether the source was loaded again because Python had stopped, and nothing is painted since. */
  #isRecovering = false;

  constructor(host: ViewportHost, options: ViewportOptions) {
    this.#host = host;
    this.#options = options;
    this.#updateSoon = occasional(progressInterval, () => {
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostConnected(): void {
    // Its data were freed while the element was away from the page.
    if (this.#source && this.#state.phase === 'empty') {
      this.reload();
    }
  }

  hostDisconnected(): void {
    // An element that is moved is back before the microtask runs.
    queueMicrotask(() => {
      if (!this.#host.isConnected) {
        this.#cancel();
        closeFormer(this.#former, this.study);
        this.#former = undefined;
        this.#enter({ phase: 'empty' });
      }
    });
  }

  /** What is asked for. */
  get source(): Source | undefined {
    return this.#source;
  }

  /** The study that is shown; while another source opens, the one before. */
  get study(): Study | undefined {
    return 'study' in this.#state ? this.#state.study : undefined;
  }

  /** What is on the canvas; until the first image of a source is painted, that of the source before. */
  get displayed(): DisplayedImage | undefined {
    return 'displayed' in this.#state ? this.#state.displayed : undefined;
  }

  /** What a user's input acts on: what is displayed, unless another source opens. */
  get operable(): DisplayedImage | undefined {
    return this.isOpening ? undefined : this.displayed;
  }

  /** Why the source, or the frame that is asked for, can't be shown. */
  get failure(): DicomError | undefined {
    return 'failure' in this.#state && !this.#former ? this.#state.failure : undefined;
  }

  /** Why a visitor's files weren't shown, where what was there before still is; until it is dismissed. */
  get notice(): DicomError | undefined {
    return this.#notice;
  }

  /** What has arrived of a source that is being loaded. */
  get progress(): Progress | undefined {
    return 'progress' in this.#state ? this.#state.progress : undefined;
  }

  /** What is off in the source, each message once. */
  get warnings(): readonly SourceWarning[] {
    return this.#warnings.list;
  }

  /** The data set on the canvas, or else that of what can't be shown, where it could be read. */
  get metadata(): DicomMetadata | undefined {
    return this.displayed?.picture.metadata.all ?? this.failure?.metadata ?? undefined;
  }

  /** Of `metadata`, what is there without reading all elements. */
  get description(): DicomDescription | undefined {
    return this.displayed?.picture.metadata ?? this.failure?.metadata ?? undefined;
  }

  /** The size of what is on the canvas, or else of what can't be shown, where it is known. */
  get size(): ImageSize | undefined {
    const size = this.displayed?.image ?? this.failure?.metadata?.summary;
    return size && size.rows > 0 ? size : undefined;
  }

  /** Whether there is no image of the source yet. */
  get isOpening(): boolean {
    return this.#state.phase === 'opening';
  }

  /** Whether files of the source are still to come. */
  get isLoading(): boolean {
    return this.progress !== undefined;
  }

  /** Whether all of the source is there, and on the canvas. */
  get isComplete(): boolean {
    return this.#current !== undefined && !this.isLoading;
  }

  /** The view that the element asks for, clamped to what there is once that is known. */
  get view(): ViewState {
    const view = viewOf(this.#host, this.middleStart.isActive);
    if (this.#state.phase !== 'open') {
      return view;
    }
    if (this.isLoading) {
      return { ...view, plane: null, frame: view.frame ?? 0 }; // a volume is made of all files
    }
    return clampedView(view, this.#state.study, this.#current);
  }

  /** How many frames there are to choose from; 0 before anything is shown. */
  get frameCount(): number {
    const { displayed, study } = this;
    if (displayed && (this.isOpening || displayed.study !== study)) {
      return displayed.image.frameCount; // of the source before, until the first image of this
    }
    return frameCountOf(this.view, study, this.#current);
  }

  /** Shows a source instead of the one before, or none. */
  replace(source: Source | undefined): void {
    const former = this.#former;
    this.#former = undefined;
    closeFormer(former, this.study);
    this.#options.replaced();
    this.#show(source);
  }

  /** Shows a visitor's files; if they can't be shown, what was there stays, and `kept` is called. */
  tryFiles(source: Source, kept: () => void): void {
    const state = this.#state;
    if (state.phase === 'open' && state.displayed?.study === state.study) {
      this.#former ??= { source: this.#source, state, warnings: this.#warnings, kept };
    }
    if (this.#former) {
      this.#show(source);
    } else {
      this.replace(source);
    }
  }

  /** Forgets why a visitor's files weren't shown. */
  dismiss(): void {
    this.#notice = undefined;
    this.#host.requestUpdate();
  }

  #show(source: Source | undefined): void {
    this.#source = source;
    this.#isReplacing = true;
    this.#notice = undefined;
    if (!source) {
      this.#cancel();
      this.#enter({ phase: 'empty' });
    } else if (this.#host.isConnected) {
      this.#load(source);
    }
  }

  /** Loads the source again, from the start; the view stays. */
  reload(): void {
    if (this.#source) {
      this.#load(this.#source);
    }
  }

  /** Paints the view on the canvases, unless it is there; with overlays and shutter if they are wanted. */
  paint(withLayer: boolean, surface: Surface): void {
    if (this.#state.phase !== 'open') {
      // While a source opens, the view may already be meant for it: what is displayed stays.
      this.#painter.stop();
      this.#painting = Promise.resolve(undefined);
      return;
    }
    const { study } = this.#state;
    const request = { study, revision: study.revision, view: this.view, withLayer };
    const painting = this.#painter.paint(request, surface);
    if (painting !== this.#painting) {
      this.#painting = painting;
      void this.#follow(painting);
    }
  }

  /** Resolves once what is asked for is on the canvas; rejects with a `DicomError` if it can't be. */
  async rendered(): Promise<void> {
    const asked = this.#loading;
    await this.#host.updateComplete;
    const loading = this.#loading;
    if (asked !== loading) {
      await this.#rejectIfNotShown(asked);
    }
    try {
      await loading;
      await this.#host.updateComplete;
      await this.#painting;
    } catch (error) {
      if (this.#loading === loading || error === this.#notice) {
        throw error;
      }
    }
    if (this.#loading !== loading) {
      await this.rendered(); // another source came meanwhile, or the same once more
    }
  }

  /** Rejects where a visitor's files, of which this is the loading, aren't shown. */
  async #rejectIfNotShown(loading: Promise<void>): Promise<void> {
    try {
      await loading;
    } catch (error) {
      if (error === this.#notice) {
        throw error;
      }
    }
  }

  /** What is on the canvas, if it is the study to show with all that this is known to hold. */
  get #current(): DisplayedImage | undefined {
    const isOfStudy = this.#state.phase === 'open' && this.displayed?.isOf(this.#state.study);
    return isOfStudy ? this.displayed : undefined;
  }

  #load(source: Source): void {
    this.#cancel();
    const { study, displayed } = this;
    this.#warnings = new SourceWarnings();
    this.#enter({ phase: 'opening', study, displayed, progress: { loaded: 0, total: 0 } });
    this.#loading = this.#followSource(source, this.#abort.signal);
    // The element shows the failure; `rendered` rejects with it too.
    this.#loading.catch(() => undefined);
  }

  /** Loads a source; with `loading="lazy"`, once the element is near the browser's viewport. */
  async #followSource(source: Source, signal: AbortSignal): Promise<void> {
    if (this.#host.loading === 'lazy') {
      await whenNear(this.#host, signal);
    }
    if (!signal.aborted) {
      await this.#handleEvents(loadSource(source, signal), signal);
    }
  }

  async #handleEvents(events: AsyncIterable<LoadEvent>, signal: AbortSignal): Promise<void> {
    for await (const event of events) {
      if (!signal.aborted) {
        this.#handle(event);
        if (event.type === 'failed') {
          throw event.error;
        }
      } else if (event.type === 'opened') {
        event.study.close(); // nobody else knows it
      }
    }
  }

  #handle(event: LoadEvent): void {
    switch (event.type) {
      case 'progress':
        this.#handleProgress(event.sum);
        emit(this.#host, 'dicom-progress', event.detail);
        break;
      case 'warning':
        this.#warn(event.warning, event.canRetry);
        break;
      case 'opened': {
        if (this.#isReplacing) {
          this.#isReplacing = false;
          this.#options.replaced();
        }
        const { displayed, progress } = this;
        const { study } = event;
        this.#enter({ phase: 'open', study, displayed, progress, failure: undefined });
        break;
      }
      case 'grown':
        this.#host.requestUpdate();
        break;
      case 'complete':
        this.#handleComplete();
        break;
      case 'failed':
        if (!this.#recover(event.error)) {
          this.#fail({ phase: 'failed', failure: event.error });
        }
    }
  }

  #handleComplete(): void {
    const state = this.#state;
    if (state.phase !== 'open') {
      return;
    }
    this.#enter({ ...state, progress: undefined });
    if (state.failure && this.#former && state.displayed?.study !== state.study) {
      this.#fail({ ...state, failure: state.failure });
    }
  }

  #handleProgress(progress: Progress): void {
    const state = this.#state;
    if (state.phase === 'open' && state.progress) {
      this.#state = { ...state, progress };
      this.#updateSoon();
    } else if (state.phase === 'opening') {
      this.#enter({ ...state, progress });
    }
  }

  /** Gives up the source that is being loaded. */
  #cancel(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#loading = Promise.resolve();
  }

  async #follow(painting: Promise<Painted | undefined>): Promise<void> {
    try {
      const painted = await painting;
      if (painted) {
        this.#handlePainted(painted);
      }
    } catch (thrown) {
      this.#handleUnpainted(DicomError.from(thrown));
    }
  }

  #handlePainted({ request, picture }: Painted): void {
    const state = this.#state;
    if (state.phase !== 'open' || state.study !== request.study) {
      return; // another source has come since
    }
    const isNew = state.displayed?.study !== request.study;
    const displayed = DisplayedImage.after(state.displayed, request, picture);
    this.#isRecovering = false;
    const former = this.#former;
    this.#former = undefined;
    closeFormer(former, state.study);
    this.#enter({ ...state, displayed, failure: undefined });
    for (const warning of picture.warnings) {
      this.#warn(warning, false);
    }
    if (isNew) {
      emit(this.#host, 'dicom-load', displayed.loadDetail);
    }
    emit(this.#host, 'dicom-render', displayed.renderDetail);
  }

  #handleUnpainted(failure: DicomError): void {
    const state = this.#state;
    if (state.phase !== 'open' || this.#recover(failure)) {
      return;
    }
    const isOfStudy = state.displayed?.study === state.study;
    if (this.#former && state.progress) {
      this.#enter({ ...state, failure }); // another file may be shown
    } else {
      this.#fail({ ...state, displayed: isOfStudy ? state.displayed : undefined, failure });
    }
  }

  /** Loads the source once more if Python has stopped: another element's file may be the cause. */
  #recover({ code }: DicomError): boolean {
    if (code !== 'runtime' || this.#state.phase !== 'open' || this.#isRecovering) {
      return false;
    }
    this.#isRecovering = true;
    this.reload();
    return true;
  }

  #fail(state: Extract<ViewportState, { failure: unknown }> & { failure: DicomError }): void {
    const { failure } = state;
    const isNew = failure !== this.failure; // one failure may end the loading and a picture
    if (this.#former) {
      this.#returnTo(this.#former, failure);
    } else {
      this.#enter(state);
    }
    if (isNew) {
      failure.translate(this.#options.language());
      const { code, message } = failure;
      emit(this.#host, 'dicom-error', { code, message });
    }
  }

  /** Shows again what was there before a visitor's files. */
  #returnTo({ source, state, warnings, kept }: FormerSource, notice: DicomError): void {
    this.#cancel();
    this.#source = source;
    this.#warnings = warnings;
    this.#notice = notice;
    this.#isReplacing = false;
    this.#enter(state);
    this.#former = undefined;
    kept();
    if (state.progress) {
      this.reload(); // the rest of it was given up
    }
  }

  #warn(warning: Warning, canRetry: boolean): void {
    if (this.#warnings.add(warning, canRetry)) {
      this.#host.requestUpdate();
      const message = sentence(warning, this.#options.language());
      emit(this.#host, 'dicom-warning', { code: warning.code, message });
    }
  }

  /** Enters a state; a study that isn't part of it is closed, unless it may come back. */
  #enter(state: ViewportState): void {
    const before = this.study;
    this.#state = state;
    if (before !== this.study && before !== this.#former?.state.study) {
      before?.close();
    }
    this.#host.requestUpdate();
  }
}
