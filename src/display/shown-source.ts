import type { ReactiveControllerHost } from 'lit';

import type { DicomError } from '../errors.js';
import type { Progress } from '../events.js';
import type { DicomDescription, DicomMetadata } from '../metadata.js';
import type { ViewState, Warning } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import type { Source } from '../source/image-source.js';
import type { ImageSize } from '../view/view.js';
import { viewOf, type ViewProperties } from '../view/view-properties.js';
import { clampedView, frameCountOf } from './clamped-view.js';
import type { DisplayedImage } from './displayed.js';
import { MiddleStart } from './middle-start.js';
import { Start, type StartProperties } from './start.js';
import { SourceWarnings, type SourceWarning } from './source-warnings.js';
import type { ViewportState } from './viewport-state.js';

/** The element, as far as the viewport knows it: the view that it asks for. */
export type ViewportHost = ReactiveControllerHost & HTMLElement & ViewProperties & StartProperties;

/** What was shown before a visitor's files: it stays until they are, and comes back if they can't be. */
export interface FormerSource {
  readonly source: Source | undefined;
  readonly state: Extract<ViewportState, { phase: 'open' }>;
  readonly warnings: SourceWarnings;
  /** Called when it comes back. */
  readonly kept: () => void;
}

/**
 * The source that an element asks for, and what there is of it: the study, what is displayed, what has arrived, what is off.
 * A study that is no longer part of it is closed.
 */
export abstract class ShownSource {
  /** Whether a plane alone begins in the middle of its volume. */
  readonly middleStart = new MiddleStart();
  protected readonly host: ViewportHost;
  protected readonly start: Start;
  protected state: ViewportState = { phase: 'empty' };
  #source: Source | undefined;
  #warnings = new SourceWarnings();
  #former: FormerSource | undefined;
  #notice: DicomError | undefined;

  constructor(host: ViewportHost) {
    this.host = host;
    this.start = new Start(host);
  }

  /** What is asked for. */
  get source(): Source | undefined {
    return this.#source;
  }

  /** The study that is shown; while another source opens, the one before. */
  get study(): Study | undefined {
    return 'study' in this.state ? this.state.study : undefined;
  }

  /** What is on the canvas; until the first image of a source is painted, that of the source before. */
  get displayed(): DisplayedImage | undefined {
    return 'displayed' in this.state ? this.state.displayed : undefined;
  }

  /** What a user's input acts on: what is displayed, unless another source opens. */
  get operable(): DisplayedImage | undefined {
    return this.isOpening ? undefined : this.displayed;
  }

  /** Why the source, or the frame that is asked for, can't be shown. */
  get failure(): DicomError | undefined {
    return 'failure' in this.state && !this.#former ? this.state.failure : undefined;
  }

  /** Why a visitor's files weren't shown, where what was there before still is; until it is dismissed. */
  get notice(): DicomError | undefined {
    return this.#notice;
  }

  /** What has arrived of a source that is being loaded. */
  get progress(): Progress | undefined {
    return 'progress' in this.state && !this.waitsFor ? this.state.progress : undefined;
  }

  /** What a source waits for before anything is fetched. */
  get waitsFor(): Start['waitsFor'] {
    return this.state.phase === 'opening' ? this.start.waitsFor : undefined;
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
    return this.state.phase === 'opening';
  }

  /** Whether files of the source are still to come. */
  get isLoading(): boolean {
    return this.progress !== undefined;
  }

  /** Whether all of the source is there, and on the canvas. */
  get isComplete(): boolean {
    return this.current !== undefined && !this.isLoading;
  }

  /** The view that the element asks for, clamped to what there is once that is known. */
  get view(): ViewState {
    const view = viewOf(this.host, this.middleStart.isActive);
    if (this.state.phase !== 'open') {
      return view;
    }
    if (this.isLoading) {
      return { ...view, plane: null, frame: view.frame ?? 0 }; // a volume is made of all files
    }
    return clampedView(view, this.state.study, this.current);
  }

  /** How many frames there are to choose from; 0 before anything is shown. */
  get frameCount(): number {
    const { displayed, study } = this;
    if (displayed && (this.isOpening || displayed.study !== study)) {
      return displayed.image.frameCount; // of the source before, until the first image of this
    }
    return frameCountOf(this.view, study, this.current);
  }

  /** Forgets why a visitor's files weren't shown. */
  dismiss(): void {
    this.#notice = undefined;
    this.host.requestUpdate();
  }

  /** What is on the canvas, if it is the study to show with all that this is known to hold. */
  protected get current(): DisplayedImage | undefined {
    const isOfStudy = this.state.phase === 'open' && this.displayed?.isOf(this.state.study);
    return isOfStudy ? this.displayed : undefined;
  }

  /** Asks for a source, or none. */
  protected ask(source: Source | undefined): void {
    this.#source = source;
    this.#notice = undefined;
  }

  /** Enters a state; a study that isn't part of it is closed, unless it may come back. */
  protected enter(state: ViewportState): void {
    const before = this.study;
    this.state = state;
    if (before !== this.study && before !== this.#former?.state.study) {
      before?.close();
    }
    this.host.requestUpdate();
  }

  /** Forgets what was off in a source, before it is loaded. */
  protected clearWarnings(): void {
    this.#warnings = new SourceWarnings();
  }

  /** Adds what is off in the source; returns false if it is known. */
  protected addWarning(warning: Warning, canRetry: boolean): boolean {
    const isNew = this.#warnings.add(warning, canRetry);
    if (isNew) {
      this.host.requestUpdate();
    }
    return isNew;
  }

  /** Whether there is something to come back to if a visitor's files can't be shown. */
  protected get hasFormer(): boolean {
    return this.#former !== undefined;
  }

  /** Keeps what is displayed of the source, if it is, while a visitor's files are tried. */
  protected keepFormer(kept: () => void): void {
    const { state } = this;
    if (state.phase === 'open' && state.displayed?.study === state.study) {
      this.#former ??= { source: this.#source, state, warnings: this.#warnings, kept };
    }
  }

  /** Closes what was kept: another source takes its place. */
  protected closeFormer(): void {
    const study = this.#former?.state.study;
    this.#former = undefined;
    if (study !== this.study) {
      study?.close();
    }
  }

  /** Shows what was kept again; `notice` says why a visitor's files aren't shown. */
  protected returnToFormer(notice: DicomError): void {
    if (this.#former) {
      const { source, state, warnings, kept } = this.#former;
      this.#source = source;
      this.#warnings = warnings;
      this.#notice = notice;
      this.enter(state);
      this.#former = undefined;
      kept();
    }
  }
}
