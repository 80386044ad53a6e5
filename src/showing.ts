import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { DicomError } from './errors.js';
import { emit, type ByteCount } from './events.js';
import { Loader, type Source } from './loader.js';
import { Painter, type Wish } from './painter.js';
import type { RenderReply, ViewState } from './protocol.js';
import { Shown } from './shown.js';
import type { Study } from './study.js';

/** What the showing asks of its element, and tells it. */
export interface ShowingOptions {
  /** How the study is to be seen. */
  view: () => ViewState;
  /** Whether what lies above the image is wanted, where anything does. */
  wantsLayer: () => boolean;
  canvas: () => HTMLCanvasElement;
  layer: () => HTMLCanvasElement;
  /** Another source is asked for, or comes now in place of the one before. */
  replacing: () => void;
}

/**
 * What becomes of an element's source: it loads, is a study, is on the canvas, or can't be shown.
 * The element is rendered anew with each change, and fires the events that tell of it.
 */
export class Showing implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ShowingOptions;
  readonly #loader: Loader;
  readonly #painter: Painter;
  #source: Source | undefined;
  #study: Study | undefined;
  #shown: Shown | undefined;
  #progress: ByteCount | undefined;
  #failure: DicomError | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ShowingOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#painter = new Painter(host, {
      wish: () => this.#wish,
      canvas: options.canvas,
      layer: options.layer,
      painted: (study, reply) => {
        this.#handlePainted(study, reply);
      },
      failed: (error) => {
        this.#handleFailed(error);
      },
    });
    this.#loader = new Loader({
      progressed: (detail, sum) => {
        this.#progress = sum;
        host.requestUpdate();
        emit(host, 'dicom-progress', detail);
      },
      warned: (detail) => {
        emit(host, 'dicom-warning', detail);
      },
      loaded: (study) => {
        options.replacing(); // what was done meanwhile was meant for the image before
        this.#show(study);
      },
      failed: (error) => {
        this.#show(undefined);
        this.#handleFailed(error);
      },
    });
  }

  hostConnected(): void {
    // Back after its data was freed: from the start.
    if (this.#source && !this.#study && !this.#failure && !this.isLoading) {
      this.load();
    }
  }

  hostDisconnected(): void {
    // An element that is moved is back before the microtask runs.
    queueMicrotask(() => {
      if (!this.#host.isConnected) {
        this.#loader.cancel();
        this.#show(undefined);
      }
    });
  }

  /** What is asked for. */
  get source(): Source | undefined {
    return this.#source;
  }

  /** The study to show, once its first frame is painted. */
  get study(): Study | undefined {
    return this.#study;
  }

  /** What is on the canvas; while another source loads, still that of the one before. */
  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** What there is to know of: what is on the canvas, else what could not be painted. */
  get current(): Study | undefined {
    return this.#shown?.study ?? this.#study;
  }

  /** The bytes of the source that is on its way. */
  get progress(): ByteCount | undefined {
    return this.#progress;
  }

  /** Why the source, or its frame, can't be shown. */
  get failure(): DicomError | undefined {
    return this.#failure;
  }

  /** Whether the source is on its way. */
  get isLoading(): boolean {
    return this.#loader.isLoading;
  }

  /** Whether the study to show is the one on the canvas. */
  get isShowing(): boolean {
    return this.#shown !== undefined && this.#shown.study === this.#study;
  }

  /** Shows a source instead of the one before, or none. */
  replace(source: Source | undefined): void {
    this.#source = source;
    this.#options.replacing();
    if (!source) {
      this.#loader.cancel();
      this.#show(undefined);
    } else if (this.#host.isConnected) {
      this.load();
    }
  }

  /** Loads the source, from the start. */
  load(): void {
    if (this.#source) {
      this.#failure = undefined;
      this.#progress = { loaded: 0, total: 0 };
      this.#host.requestUpdate();
      this.#loader.load(this.#source);
    }
  }

  /** Resolves once what is asked for is on the canvas; rejects with a `DicomError` if it can't be. */
  async rendered(): Promise<void> {
    await this.#host.updateComplete;
    const loading = this.#loader.settled;
    await loading;
    await this.#host.updateComplete;
    await this.#painter.settled;
    if (this.#loader.settled !== loading) {
      await this.rendered(); // another source came meanwhile
    }
  }

  get #wish(): Wish | undefined {
    // While a source loads, the view may already be meant for it: the one before stays as it is.
    if (!this.#study || this.isLoading) {
      return undefined;
    }
    const withLayer = this.#study.hasLayer && this.#options.wantsLayer();
    return { study: this.#study, view: this.#options.view(), withLayer };
  }

  /** Makes a study the one to show, or none. */
  #show(study: Study | undefined): void {
    this.#study?.close();
    this.#study = study;
    this.#progress = undefined;
    this.#failure = undefined;
    if (!study) {
      this.#shown = undefined;
    }
    this.#host.requestUpdate();
  }

  #handlePainted(study: Study, reply: RenderReply): void {
    const isNew = this.#shown?.study !== study;
    this.#shown = Shown.after(this.#shown, study, reply);
    this.#failure = undefined;
    this.#host.requestUpdate();
    const { frame, windowCenter, windowWidth, decodeMs, renderMs } = reply;
    if (isNew) {
      const { rows, columns, frameCount, transferSyntaxUID, modality } = study.summary;
      emit(this.#host, 'dicom-load', { rows, columns, frameCount, transferSyntaxUID, modality });
    }
    emit(this.#host, 'dicom-render', { frame, windowCenter, windowWidth, decodeMs, renderMs });
  }

  #handleFailed(error: DicomError): void {
    this.#failure = error;
    if (!this.isShowing) {
      this.#shown = undefined; // what is on the canvas is of another source
    }
    this.#host.requestUpdate();
    emit(this.#host, 'dicom-error', { code: error.code, message: error.message });
  }
}
