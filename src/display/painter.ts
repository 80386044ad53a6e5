import { D4C } from 'd4c-queue';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { clearCanvas, putPixels } from './canvas.js';
import { DicomError } from '../errors.js';
import type { Picture, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { sameView } from '../view/view.js';

/** What the painter asks of its element, and tells it. */
export interface PainterOptions {
  /** What is to be shown now, if anything. */
  wish: () => Wish | undefined;
  /** The canvases that there are, one for each image. */
  canvases: () => Iterable<HTMLCanvasElement>;
  /** The canvas above the first, for overlays and shutter. */
  layer: () => HTMLCanvasElement;
  /** Pixels have reached the canvas. */
  painted: (wish: Wish, rendering: Picture) => void;
  /** A wish that is still current can't be fulfilled. */
  failed: (error: DicomError) => void;
}

/** A study and how to see it. */
export interface Wish {
  study: Study;
  /** Which state of the study: it grows while it loads. */
  revision: number;
  view: ViewState;
  /** Whether what lies above the frame is wanted too. */
  withLayer: boolean;
}

interface PaintedWish extends Wish {
  /** Whether anything may lie above the frame. */
  hasLayer: boolean;
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
  #shown: PaintedWish | undefined;
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
    if (!wish || isShown(wish, this.#shown)) {
      return;
    }
    const { study, view, withLayer } = wish;
    try {
      // A window changes nothing above the frame.
      const isLayerThere = isSameFrame(wish, this.#shown) && this.#shown.withLayer;
      const rendering = await study.render(view, withLayer && !isLayerThere);
      if (this.#asked?.study !== study) {
        return; // the reply is stale: its study has gone
      }
      const { images, layer } = rendering;
      for (const [index, canvas] of [...this.#options.canvases()].entries()) {
        const image = images[index];
        if (image) {
          putPixels(canvas, image.pixels, image.columns, image.rows);
        } else {
          clearCanvas(canvas);
        }
      }
      if (layer) {
        const [{ columns, rows }] = images;
        putPixels(this.#options.layer(), layer, columns, rows);
        rendering.layer = null; // what is shown is kept, but this is no longer needed
      } else if (!(withLayer && isLayerThere)) {
        clearCanvas(this.#options.layer());
      }
      study.recycle(rendering);
      // What was asked for may be clamped: asking for what is shown is asking for the same.
      const { series, hasLayer } = rendering;
      const frame = view.plane === 'mpr' ? view.frame : images[0].frame;
      this.#shown = { ...wish, view: { ...view, series, frame }, hasLayer };
      this.#options.painted(wish, rendering);
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
  return isSameFrame(a, b) && sameView(a.view, b.view) && a.withLayer === b.withLayer;
}

function isShown(wish: Wish, shown: PaintedWish | undefined): boolean {
  const withLayer = shown?.hasLayer ? wish.withLayer : shown?.withLayer;
  return isSame({ ...wish, withLayer: withLayer ?? false }, shown);
}

function isSameFrame(a: Wish, b: Wish | undefined): b is Wish {
  const isSameState = a.study === b?.study && a.revision === b.revision;
  const names = ['series', 'frame', 'plane'] as const;
  return isSameState && names.every((name) => a.view[name] === b.view[name]);
}
