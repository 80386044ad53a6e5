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
  #isMaking = false;

  /** `changed` is called when another one is there. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The thumbnail of a series; undefined until it is there. */
  readonly of = (series: number): Thumbnail | undefined => this.#pictures.get(series);

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
