/** The second series of an element, for functions that have the input `second`. */

import type { ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import type { LayerSourcesOfElement, PipelineHost } from './context.js';

/** A series that is laid over what is shown. */
export interface SecondSeries {
  /** Where it comes from. */
  source: Study;
  /** The layer that it makes. */
  id: string;
}

/** Finds the uppermost second series, whether it is visible or not. */
export class Second {
  readonly #host: PipelineHost;
  readonly #fetch: () => Promise<LayerSourcesOfElement | undefined>;
  #sources: LayerSourcesOfElement | undefined;
  /** What was found last, and of what. */
  #found: { key: string; series: SecondSeries | null } | undefined;

  /** `fetch` resolves with the sources of the element's layers. */
  constructor(host: PipelineHost, fetch: () => Promise<LayerSourcesOfElement | undefined>) {
    this.#host = host;
    this.#fetch = fetch;
  }

  /** Changes with the series that there may be. */
  get key(): string {
    const studies = this.#sources?.studies.map(({ study }) => study.number) ?? [];
    return JSON.stringify([studies, this.#order]);
  }

  /** Resolves once all sources of layers are loaded, or can't be. */
  async settled(): Promise<void> {
    const hasSources = this.#host.querySelector(':scope > source[layer]') !== null;
    this.#sources ??= hasSources ? await this.#fetch() : undefined;
    await this.#sources?.settled();
  }

  /** What lies uppermost above a view; null if nothing does, undefined as long as that isn't known. */
  known(study: Study, view: ViewState): SecondSeries | null | undefined {
    return this.#found?.key === this.#keyOf(study, view) ? this.#found.series : undefined;
  }

  /** Finds out what lies uppermost above a view. Throws a `DicomError` if the runtime can't say. */
  async find(study: Study, view: ViewState): Promise<SecondSeries | null> {
    await this.settled();
    const key = this.#keyOf(study, view);
    const order = this.#order;
    let found: { series: SecondSeries; rank: number } | undefined;
    for (const { study: source } of this.#sources?.studies ?? []) {
      const { value } = await study.askLayers<'layers'>(source, { type: 'layers', view });
      for (const { id } of value.filter(({ type }) => type === 'fusion')) {
        const rank = order.includes(id) ? order.indexOf(id) : order.length;
        found = rank >= (found?.rank ?? 0) ? { series: { source, id }, rank } : found;
      }
    }
    const series = found?.series ?? null;
    this.#found = { key, series };
    return series;
  }

  #keyOf(study: Study, view: ViewState): string {
    return JSON.stringify([study.number, study.revision, view.series, this.key]);
  }

  /** The layers of second series as they are listed, from the lowest up. */
  get #order(): string[] {
    return this.#host.layerList.filter(({ type }) => type === 'fusion').map(({ id }) => id);
  }
}
