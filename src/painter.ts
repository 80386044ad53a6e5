import { D4C } from 'd4c-queue';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { clearCanvas, putPixels } from './canvas.js';
import { DicomError } from './errors.js';
import type { RenderReply, ViewState } from './protocol.js';
import type { Study } from './study.js';
import { sameView } from './view.js';

/** What the painter asks of its element, and tells it. */
export interface PainterOptions {
  /** What is to be shown now, if anything. */
  wish: () => Wish | undefined;
  canvas: () => HTMLCanvasElement;
  /** The canvas above it, for overlays and shutter. */
  layer: () => HTMLCanvasElement;
  /** Pixels have reached the canvas. */
  painted: (study: Study, reply: RenderReply) => void;
  /** A wish that is still current can't be fulfilled. */
  failed: (error: DicomError) => void;
}

/** A study and how to see it. */
export interface Wish {
  study: Study;
  view: ViewState;
  /** Whether what lies above the frame is wanted too. */
  withLayer: boolean;
}

/**
 * Brings the newest wish of its element to the canvas, one rendering at a time. Wishes that are
 * overtaken while one renders are never rendered.
 */
export class Painter implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: PainterOptions;
  readonly #queue = new D4C();
  #asked: Wish | undefined;
  #shown: Wish | undefined;
  #isStepWaiting = false;
  #lastStep: Promise<void> = Promise.resolve();
  #settled: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, options: PainterOptions) {
    this.#host = host;
    this.#options = options;
    this.#host.addController(this);
  }

  hostUpdated(): void {
    const wish = this.#options.wish();
    if (!wish) {
      this.#asked = undefined;
      this.#shown = undefined;
      this.#settled = Promise.resolve();
    } else if (!isSame(wish, this.#asked)) {
      this.#asked = wish;
      this.#request();
    }
  }

  /** Resolves once the newest wish is on the canvas; rejects with a `DicomError` if it can't be. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  #request(): void {
    // A step that waits reads the newest wish when its turn comes.
    if (!this.#isStepWaiting) {
      this.#isStepWaiting = true;
      this.#lastStep = this.#queue.apply(() => this.#step());
      // `failed` has told the element; whoever waits for `settled` hears of it too.
      this.#lastStep.catch(() => undefined);
    }
    this.#settled = this.#lastStep;
  }

  /** Renders the newest wish unless it is shown: running once too often does no harm. */
  async #step(): Promise<void> {
    this.#isStepWaiting = false;
    const wish = this.#asked;
    if (!wish || isSame(wish, this.#shown)) {
      return;
    }
    const { study, view, withLayer } = wish;
    try {
      // A window changes nothing above the frame.
      const isLayerThere = isSameFrame(wish, this.#shown) && this.#shown?.withLayer === true;
      const reply = await study.render(view, withLayer && !isLayerThere);
      if (this.#asked?.study !== study) {
        return; // the reply is stale: its study has gone
      }
      const { columns, rows } = study.summary;
      putPixels(this.#options.canvas(), reply.pixels, columns, rows);
      if (reply.layer) {
        putPixels(this.#options.layer(), reply.layer, columns, rows);
        reply.layer = null; // the reply is kept with what is shown, but this is no longer needed
      } else if (!withLayer) {
        clearCanvas(this.#options.layer());
      }
      study.giveBack(reply.pixels);
      this.#shown = wish;
      this.#options.painted(study, reply);
    } catch (thrown) {
      if (this.#asked !== wish) {
        return; // nobody waits for a wish that was overtaken
      }
      const error = DicomError.from(thrown);
      this.#shown = undefined;
      this.#options.failed(error);
      throw error;
    }
  }
}

function isSame(a: Wish, b: Wish | undefined): boolean {
  return a.study === b?.study && sameView(a.view, b.view) && a.withLayer === b.withLayer;
}

function isSameFrame(a: Wish, b: Wish | undefined): boolean {
  return a.study === b?.study && a.view.frame === b.view.frame;
}
