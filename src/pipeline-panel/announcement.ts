import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import type { PipelineResult } from '../protocol/messages.js';
import { hasFindings } from './results.js';

/** How long, in ms, no other result comes before the last is announced: not each while a slider is dragged. */
const patience = 800;

/** What a screen reader says of results that aren't seen in the image. */
export class ResultAnnouncement {
  readonly #changed: () => void;
  #last: PipelineResult | undefined;
  #isSaid = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `changed` is called when the text is another one. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The text for the last result of a function; empty until no other has come for a while. */
  of(title: string | undefined, result: PipelineResult | undefined, language: Language): string {
    if (result !== this.#last) {
      this.#last = result;
      this.#isSaid = false;
      clearTimeout(this.#timer);
      if (result && hasFindings(result)) {
        this.#timer = setTimeout(() => {
          this.#isSaid = true;
          this.#changed();
        }, patience);
      }
    }
    return this.#isSaid ? fill(language.pipeline.ready, { title: title ?? '' }, language) : '';
  }

  /** Announces nothing more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
