import type { ResultArray } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import type { PipelineContext } from './context.js';
import { dtypeOf } from './reply.js';

let lastNumber = 0;

/** Labels of a series' volume, which the viewers' Python lays over frames and planes once it has them. */
export class KeptLabels {
  /** The study whose series it is. */
  readonly study: Study;
  readonly #series: number;
  readonly #array: ResultArray;
  readonly #call: PipelineContext['call'];
  #layer: Promise<string> | undefined;
  #isForgotten = false;

  constructor(study: Study, series: number, array: ResultArray, call: PipelineContext['call']) {
    this.study = study;
    this.#series = series;
    this.#array = array;
    this.#call = call;
  }

  /** By what name the study has them as a layer; they are brought to it the first time that this is asked. */
  layer(): Promise<string> {
    this.#layer ??= this.#send();
    if (this.#isForgotten) {
      this.forget(); // a drawing had begun that nobody waits for any more
    }
    return this.#layer;
  }

  /** Lets go of what was brought, or will be. */
  forget(): void {
    this.#isForgotten = true;
    const study = this.study.number;
    this.#layer
      ?.then((layer) => this.#call<'forget-labels'>({ type: 'forget-labels', study, layer }))
      .catch(() => undefined); // a runtime that has died keeps nothing
  }

  async #send(): Promise<string> {
    const { data, shape } = this.#array;
    const layer = `pipeline ${String(++lastNumber)}`;
    const bytes = data.slice().buffer;
    const place = { study: this.study.number, series: this.#series, layer };
    const request = { ...place, dtype: dtypeOf(data), shape, bytes };
    await this.#call<'keep-labels'>({ type: 'keep-labels', ...request }, [bytes]);
    return layer;
  }
}
