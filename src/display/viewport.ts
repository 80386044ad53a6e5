import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { DicomError } from '../errors.js';
import { emit, type Progress } from '../events.js';
import { Loader } from '../source/loader.js';
import type { DicomMetadata } from '../metadata.js';
import { Painter, type Wish } from './painter.js';
import type { Picture, ViewState } from '../protocol/messages.js';
import { Shown } from './displayed.js';
import type { Source } from '../source/source.js';
import type { Study } from '../runtime/study.js';
import { clampIndex, type ImageSize } from '../view/view.js';

/** What the showing asks of its element, and tells it. */
export interface ShowingOptions {
  /** What is asked to be seen, which may be out of range. */
  view: () => ViewState;
  /** Whether what lies above the image is wanted, where anything does. */
  wantsLayer: () => boolean;
  canvases: () => Iterable<HTMLCanvasElement>;
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
  #progress: Progress | undefined;
  #failure: DicomError | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ShowingOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    this.#painter = new Painter(host, {
      wish: () => this.#wish,
      canvases: options.canvases,
      layer: options.layer,
      painted: (wish, rendering) => {
        this.#handlePainted(wish, rendering);
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
      opened: (study) => {
        options.replacing(); // what was done meanwhile was meant for the image before
        this.#show(study);
      },
      grew: () => {
        if (!this.isLoading) {
          this.#progress = undefined;
        }
        host.requestUpdate();
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

  /** The study to show, once its first frame is painted; while another source opens, the one before. */
  get study(): Study | undefined {
    return this.#study;
  }

  /** What is on the canvas; while another source loads, still that of the one before. */
  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** The data set on the canvas, or else that of what can't be shown, where it could be read. */
  get metadata(): DicomMetadata | undefined {
    return this.#shown?.rendering.metadata ?? this.#failure?.metadata ?? undefined;
  }

  /** What is asked to be seen, clamped to what there is once that is known. */
  get view(): ViewState {
    const view = this.#options.view();
    if (!this.#study || this.isOpening) {
      return view;
    }
    if (this.isLoading) {
      return { ...view, plane: null }; // a volume is made of what is there in the end
    }
    const clamped = { ...view, series: clampIndex(view.series, this.#study.series.length) };
    const frame = clampIndex(view.frame, this.#frameCountOf(clamped));
    return view.plane === 'mpr' ? clamped : { ...clamped, frame };
  }

  /** How many frames there are to choose from; 0 before anything is shown. */
  get frameCount(): number {
    if (this.#shown && !this.isShowing) {
      return this.#shown.image.frameCount; // of the source before, until the first image of this
    }
    return this.#frameCountOf(this.view);
  }

  /** The size of what is on the canvas, or else of what can't be shown, where it is known. */
  get size(): ImageSize | undefined {
    const size = this.#shown?.image ?? this.#failure?.metadata?.summary;
    return size && size.rows > 0 ? size : undefined;
  }

  /** The bytes of the source that is on its way. */
  get progress(): Progress | undefined {
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

  /** Whether there is no image of the source yet, which is on its way. */
  get isOpening(): boolean {
    return this.#loader.isOpening;
  }

  /** Whether all of the source is there, and on the canvas. */
  get isComplete(): boolean {
    return this.#isCurrent && !this.isLoading;
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

  /** Whether the study to show is on the canvas, with all that it is known to hold. */
  get #isCurrent(): boolean {
    return this.isShowing && this.#shown?.revision === this.#study?.revision;
  }

  get #wish(): Wish | undefined {
    // While a source opens, the view may already be meant for it: the one before stays as it is.
    if (!this.#study || this.isOpening) {
      return undefined;
    }
    const { revision } = this.#study;
    const withLayer = this.#options.wantsLayer();
    return { study: this.#study, revision, view: this.view, withLayer };
  }

  /** How many frames the study to show has in a view, as far as it is known; else 0. */
  #frameCountOf({ series, plane }: ViewState): number {
    const shown = this.#isCurrent ? this.#shown : undefined;
    if (shown?.rendering.series === series && shown.view.plane === plane) {
      return shown.image.frameCount;
    }
    // How many planes there are is known once there is one.
    return plane ? 0 : (this.#study?.series[series]?.frameCount ?? 0);
  }

  /** Makes a study the one to show, or none. */
  #show(study: Study | undefined): void {
    this.#study?.close();
    this.#study = study;
    if (!this.isLoading) {
      this.#progress = undefined;
    }
    this.#failure = undefined;
    if (!study) {
      this.#shown = undefined;
    }
    this.#host.requestUpdate();
  }

  #handlePainted(wish: Wish, rendering: Picture): void {
    const isNew = this.#shown?.study !== wish.study;
    this.#shown = Shown.after(this.#shown, wish, rendering);
    this.#failure = undefined;
    this.#host.requestUpdate();
    const { windowCenter, windowWidth, decodeMs, renderMs, metadata } = rendering;
    const { frame, rows, columns, frameCount } = this.#shown.image;
    if (isNew) {
      const { transferSyntaxUID, modality } = metadata.summary;
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
