import type { ReactiveController } from 'lit';

import { DicomError } from '../errors.js';
import { emit, type Progress } from '../events.js';
import { sentence } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import type { Warning } from '../protocol/messages.js';
import type { Source } from '../source/image-source.js';
import type { LoadEvent } from '../source/loader.js';
import { DisplayedImage } from './displayed.js';
import { occasional } from './occasional.js';
import { Painter, type Painted, type Processing, type Surface } from './painter.js';
import { ShownSource, type ViewportHost } from './shown-source.js';
import { SourceLoading } from './source-loading.js';
import type { ViewportState } from './viewport-state.js';

/** The least time in ms between two updates of the element that show nothing but progress. */
const progressInterval = 100;

/** What the viewport asks the element for, and tells it. */
export interface ViewportOptions {
  /** The language of messages in events. */
  language: () => Language;
  /**
   * Called when another source is asked for, and again when its first image is there: what the user did
   * meanwhile was meant for the image before.
   */
  replaced: () => void;
  /** What the page's pipeline makes of images. */
  processing?: () => Processing | undefined;
}

/**
 * Shows one source at a time: loads it, paints the view that the element asks for, and fires the
 * element's events. The element is updated after each change.
 *
 * @example
 * viewport.replace({ urls: ['https://example.org/scan.dcm'], crossOrigin: 'anonymous' });
 * viewport.paint(true, surface); // after each update of the element
 */
export class Viewport extends ShownSource implements ReactiveController {
  readonly #options: ViewportOptions;
  /** Updates the element for what comes hundreds of times in a second. */
  readonly #updateSoon: () => void;
  readonly #painter = new Painter();
  readonly #loading: SourceLoading;
  #painting: Promise<Painted | undefined> = Promise.resolve(undefined);
  /** Whether the source that opens is another than the one before. */
  #isReplacing = false;
  /** Whether the source was loaded again because Python had stopped, and nothing is painted since. */
  #isRecovering = false;

  constructor(host: ViewportHost, options: ViewportOptions) {
    super(host);
    this.#options = options;
    this.#loading = new SourceLoading(this.start, this.#handle);
    this.#updateSoon = occasional(progressInterval, () => {
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostConnected(): void {
    // Its data were freed while the element was away from the page.
    if (this.source && this.state.phase === 'empty') {
      this.reload();
    }
  }

  hostUpdated(): void {
    if (this.host.reveal !== 'interaction') {
      this.reveal();
    }
  }

  hostDisconnected(): void {
    // An element that is moved is back before the microtask runs.
    queueMicrotask(() => {
      if (!this.host.isConnected) {
        this.#loading.cancel();
        this.closeFormer();
        this.enter({ phase: 'empty' });
      }
    });
  }

  /** Shows a source instead of the one before, or none. */
  replace(source: Source | undefined): void {
    this.closeFormer();
    this.#options.replaced();
    this.#show(source);
  }

  /** Shows a visitor's files; if they can't be shown, what was there stays, and `kept` is called. */
  tryFiles(source: Source, kept: () => void): void {
    this.keepFormer(kept);
    if (this.hasFormer) {
      this.#show(source);
    } else {
      this.replace(source);
    }
  }

  #show(source: Source | undefined): void {
    this.ask(source);
    this.#isReplacing = true;
    if (!source) {
      this.#loading.cancel();
      this.enter({ phase: 'empty' });
    } else if (this.host.isConnected) {
      this.#load(source);
    }
  }

  /** Fetches what waits for a visitor. */
  reveal(): void {
    this.start.reveal();
  }

  /** Loads the source again, from the start; the view stays. */
  reload(): void {
    if (this.source) {
      this.#load(this.source);
    }
  }

  /** Paints the view on the canvases, unless it is there; with overlays and shutter if they are wanted. */
  paint(withLayer: boolean, surface: Surface): void {
    if (this.state.phase !== 'open') {
      // While a source opens, the view may already be meant for it: what is displayed stays.
      this.#painter.stop();
      this.#painting = Promise.resolve(undefined);
      return;
    }
    const { study } = this.state;
    const processing = this.#options.processing?.();
    const pass = processing?.revision;
    const { revision } = study;
    const request = { study, revision, view: this.view, withLayer, processing, pass };
    const painting = this.#painter.paint(request, surface);
    if (painting !== this.#painting) {
      this.#painting = painting;
      void this.#follow(painting);
    }
  }

  /** Resolves once what is asked for is on the canvas; rejects with a `DicomError` if it can't be. */
  async rendered(): Promise<void> {
    const asked = this.#loading.finished;
    await this.host.updateComplete;
    const loading = this.#loading.finished;
    if (asked !== loading) {
      await this.#rejectIfNotShown(asked);
    }
    try {
      await loading;
      await this.host.updateComplete;
      await this.#painting;
    } catch (error) {
      if (this.#loading.finished === loading || error === this.notice) {
        throw error;
      }
    }
    if (this.#loading.finished !== loading) {
      await this.rendered(); // another source came meanwhile, or the same once more
    }
  }

  /** Rejects where a visitor's files, of which this is the loading, aren't shown. */
  async #rejectIfNotShown(loading: Promise<void>): Promise<void> {
    try {
      await loading;
    } catch (error) {
      if (error === this.notice) {
        throw error;
      }
    }
  }

  #load(source: Source): void {
    this.#loading.cancel();
    const { study, displayed } = this;
    this.clearWarnings();
    this.enter({ phase: 'opening', study, displayed, progress: { loaded: 0, total: 0 } });
    this.#loading.begin(source);
  }

  readonly #handle = (event: LoadEvent): void => {
    switch (event.type) {
      case 'progress':
        this.#handleProgress(event.sum);
        emit(this.host, 'dicom-progress', event.detail);
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
        this.enter({ phase: 'open', study, displayed, progress, failure: undefined });
        break;
      }
      case 'grown':
        this.host.requestUpdate();
        break;
      case 'complete':
        this.#handleComplete();
        break;
      case 'failed':
        if (!this.#recover(event.error)) {
          this.#fail({ phase: 'failed', failure: event.error });
        }
    }
  };

  #handleComplete(): void {
    const state = this.state;
    if (state.phase !== 'open') {
      return;
    }
    this.enter({ ...state, progress: undefined });
    if (state.failure && this.hasFormer && state.displayed?.study !== state.study) {
      this.#fail({ ...state, failure: state.failure });
    }
  }

  #handleProgress(progress: Progress): void {
    const state = this.state;
    if (state.phase === 'open' && state.progress) {
      this.state = { ...state, progress };
      this.#updateSoon();
    } else if (state.phase === 'opening') {
      this.enter({ ...state, progress });
    }
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
    const state = this.state;
    if (state.phase !== 'open' || state.study !== request.study) {
      return; // another source has come since
    }
    const isNew = state.displayed?.study !== request.study;
    const displayed = DisplayedImage.after(state.displayed, request, picture);
    this.#isRecovering = false;
    this.closeFormer();
    this.enter({ ...state, displayed, failure: undefined });
    for (const warning of picture.warnings) {
      this.#warn(warning, false);
    }
    if (isNew) {
      emit(this.host, 'dicom-load', displayed.loadDetail);
    }
    emit(this.host, 'dicom-render', displayed.renderDetail);
  }

  #handleUnpainted(failure: DicomError): void {
    const state = this.state;
    if (state.phase !== 'open' || this.#recover(failure)) {
      return;
    }
    const isOfStudy = state.displayed?.study === state.study;
    if (this.hasFormer && state.progress) {
      this.enter({ ...state, failure }); // another file may be shown
    } else {
      this.#fail({ ...state, displayed: isOfStudy ? state.displayed : undefined, failure });
    }
  }

  /** Loads the source once more if Python has stopped: another element's file may be the cause. */
  #recover({ code }: DicomError): boolean {
    if (code !== 'runtime' || this.state.phase !== 'open' || this.#isRecovering) {
      return false;
    }
    this.#isRecovering = true;
    this.reload();
    return true;
  }

  #fail(state: Extract<ViewportState, { failure: unknown }> & { failure: DicomError }): void {
    const { failure } = state;
    const isNew = failure !== this.failure; // one failure may end the loading and a picture
    if (this.hasFormer) {
      this.#returnToFormer(failure);
    } else {
      this.enter(state);
    }
    if (isNew) {
      failure.translate(this.#options.language());
      const { code, message } = failure;
      emit(this.host, 'dicom-error', { code, message });
    }
  }

  /** Shows again what was there before a visitor's files. */
  #returnToFormer(notice: DicomError): void {
    this.#loading.cancel();
    this.#isReplacing = false;
    this.returnToFormer(notice);
    if (this.progress) {
      this.reload(); // the rest of it was given up
    }
  }

  /** Warns of something that is off in what is shown. */
  report(warning: Warning): void {
    this.#warn(warning, false);
  }

  #warn(warning: Warning, canRetry: boolean): void {
    if (this.addWarning(warning, canRetry)) {
      const message = sentence(warning, this.#options.language());
      emit(this.host, 'dicom-warning', { code: warning.code, message });
    }
  }
}
