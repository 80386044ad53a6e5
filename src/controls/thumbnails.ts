import type { Viewport } from '../display/viewport.js';
import type { Thumbnail } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';

/** The small pictures of a source's series: made once they are looked at, one after the other. */
export class Thumbnails {
  readonly #changed: () => void;
  #study: Study | undefined;
  #revision = 0;
  /** By series; undefined of one that can't be had. */
  readonly #pictures = new Map<number, Thumbnail | undefined>();
  /** What is on which canvas. */
  readonly #painted = new WeakMap<HTMLCanvasElement, Thumbnail | undefined>();
  #isMaking = false;

  /** `changed` is called when another one is there. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Puts those that are there on the canvases of the list of series. */
  paint(canvases: Iterable<HTMLCanvasElement>): void {
    for (const canvas of canvases) {
      const picture = this.#pictures.get(Number(canvas.dataset['series']));
      if (this.#painted.get(canvas) !== picture) {
        this.#painted.set(canvas, picture);
        put(canvas, picture);
      }
    }
  }

  /** Has those made that are missing; not while the source loads: its series may still change. */
  show({ study, isLoading }: Viewport): void {
    if (!study || isLoading) {
      return;
    }
    if (study !== this.#study || study.revision !== this.#revision) {
      this.#study = study;
      this.#revision = study.revision;
      this.#pictures.clear();
    }
    if (!this.#isMaking) {
      void this.#make(study);
    }
  }

  async #make(study: Study): Promise<void> {
    this.#isMaking = true;
    for (let series = 0; series < study.series.length; series += 1) {
      if (study === this.#study && !this.#pictures.has(series)) {
        const picture = await study.thumbnail(series).catch(() => undefined); // its name is there without
        if (study === this.#study) {
          this.#pictures.set(series, picture);
          this.#changed();
        }
      }
    }
    this.#isMaking = false;
  }
}

function put(canvas: HTMLCanvasElement, picture: Thumbnail | undefined): void {
  const image = picture && new ImageData(new Uint8ClampedArray(picture.pixels), picture.columns);
  canvas.width = image?.width ?? 0;
  canvas.height = image?.height ?? 0;
  if (image) {
    canvas.getContext('2d')?.putImageData(image, 0, 0);
  }
}
