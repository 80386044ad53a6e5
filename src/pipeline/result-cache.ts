import type { PipelineResult } from '../protocol/pipeline.js';

/** What a run has come to. */
export interface Outcome {
  /** The study whose Python keeps what it made of the image. */
  study: number;
  /** By which number; null where nothing was made of the image. */
  number: number | null;
  result: PipelineResult;
}

/** How many bytes of results are kept, but for the last one. */
const maxBytes = 64 * 2 ** 20;
const maxCount = 32;

/** The results of the last runs, by what they were made of. */
export class ResultCache {
  readonly #forget: (kept: { study: number; number: number }) => void;
  readonly #outcomes = new Map<string, Outcome>();

  constructor(forget: (kept: { study: number; number: number }) => void) {
    this.#forget = forget;
  }

  get(key: string | undefined): Outcome | undefined {
    const outcome = key === undefined ? undefined : this.#outcomes.get(key);
    if (outcome && key !== undefined) {
      this.#outcomes.delete(key); // the last to be forgotten
      this.#outcomes.set(key, outcome);
    }
    return outcome;
  }

  set(key: string, outcome: Outcome): void {
    this.#remove(key);
    this.#outcomes.set(key, outcome);
    let bytes = 0;
    let count = 0;
    for (const [each, { result }] of [...this.#outcomes].reverse()) {
      bytes += bytesOf(result);
      count += 1;
      if (each !== key && (bytes > maxBytes || count > maxCount)) {
        this.#remove(each);
      }
    }
  }

  clear(): void {
    for (const key of [...this.#outcomes.keys()]) {
      this.#remove(key);
    }
  }

  #remove(key: string): void {
    const outcome = this.#outcomes.get(key);
    this.#outcomes.delete(key);
    if (outcome && outcome.number !== null) {
      this.#forget({ study: outcome.study, number: outcome.number });
    }
  }
}

function bytesOf({ pixels, mask, labels }: PipelineResult): number {
  return [pixels, mask, labels].reduce((sum, array) => sum + (array?.data.byteLength ?? 0), 0);
}
