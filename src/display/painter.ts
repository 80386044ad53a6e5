import { D4C } from 'd4c-queue';

import { DicomError } from '../errors.js';
import type { Picture, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { sameView } from '../view/view.js';
import { clearCanvas, putPixels } from './canvas.js';

/** A study and how to see it. */
export interface PaintRequest {
  study: Study;
  /** Which state of the study: it grows while it loads. */
  revision: number;
  view: ViewState;
  /** Whether overlays and shutter are wanted too. */
  withLayer: boolean;
  /** What a pipeline makes of the view, see `Processing`; undefined without one. */
  processing?: Processing | undefined;
  /** Its `revision` when the view was asked for. */
  pass?: number | undefined;
}

/** What a page's pipeline makes of images before they are painted. */
export interface Processing {
  /** Changes with what it would make of the same view. */
  readonly revision: number;
  /** Returns the number of the result that is to be seen in a view; null for the image itself. */
  process(study: Study, view: ViewState): Promise<number | null>;
}

/** The canvases of an element. */
export interface Surface {
  /** One for each image. */
  images: Iterable<HTMLCanvasElement>;
  /** The canvas above the first, for overlays and shutter. */
  layer: HTMLCanvasElement;
}

/** A request that is on the canvases now. */
export interface Painted {
  request: PaintRequest;
  picture: Picture;
}

interface PaintedRequest extends PaintRequest {
  /** Whether anything may lie above the frame. */
  hasLayer: boolean;
}

/**
 * Brings the newest request to the canvases, one picture at a time. Requests that are overtaken while a
 * picture is rendered are never rendered.
 */
export class Painter {
  readonly #queue = new D4C();
  #newest: PaintRequest | undefined;
  #surface: Surface | undefined;
  #painted: PaintedRequest | undefined;
  #isStepWaiting = false;
  #lastStep: Promise<Painted | undefined> = Promise.resolve(undefined);

  /**
   * Paints a request. Requests that wait for the same picture share one promise: it resolves once the
   * newest of them is on the canvases, with undefined if nothing had to be painted, and rejects with a
   * `DicomError` if that one can't be.
   */
  paint(request: PaintRequest, surface: Surface): Promise<Painted | undefined> {
    this.#surface = surface;
    if (isSame(request, this.#newest)) {
      return this.#lastStep;
    }
    this.#newest = request;
    // A step that waits reads the newest request when its turn comes.
    if (!this.#isStepWaiting) {
      this.#isStepWaiting = true;
      this.#lastStep = this.#queue.apply(() => this.#step());
    }
    return this.#lastStep;
  }

  /** Paints nothing more: a reply that is still to come is dropped. */
  stop(): void {
    this.#newest = undefined;
    this.#painted = undefined;
  }

  /** Renders the newest request unless it is painted: running once too often does no harm. */
  async #step(): Promise<Painted | undefined> {
    this.#isStepWaiting = false;
    const request = this.#newest;
    if (!request || isPainted(request, this.#painted)) {
      return undefined;
    }
    const { study, withLayer, processing } = request;
    try {
      const processed = (await processing?.process(study, request.view)) ?? null;
      const view = { ...request.view, processed };
      // A window changes nothing above the frame.
      const isLayerThere = isSameFrame(request, this.#painted) && this.#painted.withLayer;
      const picture = await study.render(view, withLayer && !isLayerThere);
      if (this.#newest?.study !== study || !this.#surface) {
        return undefined; // the reply is stale: its study has gone
      }
      putPicture(picture, this.#surface, withLayer && isLayerThere);
      study.recycle(picture);
      // What was asked for may be clamped: asking for what is shown is asking for the same.
      const { series, hasLayer } = picture;
      const frame = view.plane === 'mpr' ? view.frame : picture.images[0].frame;
      this.#painted = { ...request, view: { ...request.view, series, frame }, hasLayer };
      return { request: { ...request, view }, picture };
    } catch (thrown) {
      if (this.#newest !== request) {
        return undefined; // nobody waits for a request that was overtaken
      }
      this.#painted = undefined;
      throw DicomError.from(thrown);
    }
  }
}

function putPicture(picture: Picture, surface: Surface, keepsLayer: boolean): void {
  const { images, layer } = picture;
  for (const [index, canvas] of [...surface.images].entries()) {
    const image = images[index];
    if (image) {
      putPixels(canvas, image.pixels, image.columns, image.rows);
    } else {
      clearCanvas(canvas);
    }
  }
  if (layer) {
    const [{ columns, rows }] = images;
    putPixels(surface.layer, layer, columns, rows);
    picture.layer = null; // it is on its canvas: its memory is no longer needed
  } else if (!keepsLayer) {
    clearCanvas(surface.layer);
  }
}

function isSame(a: PaintRequest, b: PaintRequest | undefined): boolean {
  const isSamePass = a.processing === b?.processing && a.pass === b?.pass;
  return isSamePass && isSameFrame(a, b) && sameView(a.view, b.view) && a.withLayer === b.withLayer;
}

function isPainted(request: PaintRequest, painted: PaintedRequest | undefined): boolean {
  const withLayer = painted?.hasLayer ? request.withLayer : painted?.withLayer;
  return isSame({ ...request, withLayer: withLayer ?? false }, painted);
}

function isSameFrame(a: PaintRequest, b: PaintRequest | undefined): b is PaintRequest {
  const isSameState = a.study === b?.study && a.revision === b.revision;
  const names = ['series', 'frame', 'plane'] as const;
  return isSameState && names.every((name) => a.view[name] === b.view[name]);
}
