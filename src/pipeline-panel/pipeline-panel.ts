/** The half of the info panel for a pipeline: its functions, its parameters and what it has come to; fetched when it is first open. */

import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';

import { choice } from '../controls/fields.js';
import { fieldsStyles } from '../controls/fields.styles.js';
import type { Language } from '../languages/language.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { Signature } from '../pipeline/reply.js';
import type { Act } from '../templates/action.js';
import { ResultAnnouncement } from './announcement.js';
import { parameterField } from './field.js';
import { pipelinePanelStyles } from './pipeline-panel.styles.js';
import { resultsTemplate, type ValuesState } from './results.js';
import { resultsStyles } from './results.styles.js';

export { takeTrustPolicy } from '../trusted-types.js';

/** The element that has the pipeline. */
export interface PipelinePanelHost extends ReactiveControllerHost, HTMLElement {
  readonly pipeline: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** The styles of the panel. */
export const styles = fieldsStyles + pipelinePanelStyles + resultsStyles;

/** How long, in ms, a run goes on before the panel says so: short ones don't flicker. */
const patience = 400;

/** What a visitor sets a pipeline by, and sees of its results. */
export class PipelinePanel implements ReactiveController {
  readonly #host: PipelinePanelHost;
  readonly #pipeline: () => Pipeline | undefined;
  /** What is known of the function that was chosen last: it stays until the next one is known. */
  #signature: Signature | undefined;
  #functions: readonly string[] = [];
  /** The parameters as the page wants them, and those that a visitor has made of them. */
  #pageParameters: PipelinePanelHost['parameters'];
  #ownParameters: PipelinePanelHost['parameters'] | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #announcement: ResultAnnouncement;
  readonly #values: ValuesState = {
    isOpen: false,
    toggle: (isOpen) => {
      this.#values.isOpen = isOpen;
      this.#host.requestUpdate();
    },
  };

  constructor(host: PipelinePanelHost, pipeline: () => Pipeline | undefined) {
    this.#host = host;
    this.#announcement = new ResultAnnouncement(() => {
      host.requestUpdate();
    });
    this.#pageParameters = host.parameters;
    this.#pipeline = pipeline;
    host.addController(this);
  }

  hostUpdate(): void {
    const { parameters } = this.#host;
    if (parameters !== this.#ownParameters) {
      this.#pageParameters = parameters;
    }
    const { author, failure } = this.#pipeline() ?? {};
    this.#signature = author?.signature ?? (author && !failure ? this.#signature : undefined);
    this.#functions = author?.functions ?? this.#functions;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#announcement.end();
  }

  /** What is in the panel. */
  template(language: Language, act: Act): TemplateResult | typeof nothing {
    const pipeline = this.#pipeline();
    if (!pipeline) {
      return nothing;
    }
    const signature = this.#signature;
    const { results } = pipeline;
    const isBusy = this.#isBusy(pipeline);
    const isAwaited = !signature && !pipeline.failure;
    return html`
      <div class="sections" aria-busy=${isBusy || isAwaited}>
        ${signature ? html`<h2>${signature.title}</h2>` : nothing}
        ${this.#functionMenu(language, act)}
        ${isAwaited ? html`<p>${language.progress.loading}</p>` : nothing}
        ${signature ? this.#parameters(signature, isBusy, language, act) : nothing}
        <div role="alert" class="failure">${pipeline.failure?.message}</div>
        ${results && signature ? resultsTemplate(results, signature.name, this.#values, language) : nothing}
        <div class="announcement" role="status">
          ${this.#announcement.of(signature?.title, results, language)}
        </div>
      </div>
    `;
  }

  #functionMenu({ pipeline: texts }: Language, act: Act) {
    if (this.#functions.length < 2) {
      return nothing;
    }
    const options = this.#functions.map((value) => ({ value, text: value }));
    const [file = '', fragment = ''] = (this.#host.pipeline ?? '').split(/#(.*)/s);
    const chosen = decodeURIComponent(fragment) || (options[0]?.value ?? '');
    const choose = (name: string) => {
      act({ pipeline: `${file}#${encodeURIComponent(name)}` });
    };
    return html`
      <label class="parameter">
        <span>${texts.function}</span>
        ${choice(texts.function, options, chosen, choose)}
      </label>
    `;
  }

  #parameters(signature: Signature, isBusy: boolean, language: Language, act: Act) {
    const { parameters } = this.#host;
    const { controls, pipeline: texts } = language;
    const set = (next: PipelinePanelHost['parameters']) => {
      this.#ownParameters = next;
      act({ parameters: next });
    };
    const fields = signature.controls.map((control) =>
      parameterField(control, parameters[control.name], language, (value) => {
        set({ ...this.#host.parameters, [control.name]: value });
      }),
    );
    const reset = () => {
      set(this.#pageParameters);
    };
    const stop = () => {
      if (isBusy) {
        this.#pipeline()?.halt();
      }
    };
    return html`
      ${keyed(signature.name, html`<div class="parameters">${fields}</div>`)}
      <div class="run">
        ${fields.length > 0 ? html`<button type="button" @click=${reset}>${controls.reset}</button>` : nothing}
        <button type="button" aria-disabled=${!isBusy} @click=${stop}>${texts.stop}</button>
        <span>${isBusy ? texts.running : nothing}</span>
      </div>
    `;
  }

  /** Whether a run has gone on for a while; where it may, the host is asked for an update then. */
  #isBusy({ runStart }: Pipeline): boolean {
    clearTimeout(this.#timer);
    if (runStart === undefined) {
      return false;
    }
    const rest = runStart + patience - performance.now();
    if (rest > 0) {
      this.#timer = setTimeout(() => {
        this.#host.requestUpdate();
      }, rest);
    }
    return rest <= 0;
  }
}
