/** The info panel: a summary for people, all tags, and a pipeline; fetched when an element first has it. */

import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { X } from 'lucide';

import { icon } from '../controls/icon.js';
import { moveFocus } from '../controls/toolbar-focus.js';
import type { Viewport } from '../display/viewport.js';
import type { Language } from '../languages/language.js';
import type { TagKey } from '../protocol/messages.js';
import { TagBrowser } from '../tags/browser.js';
import { TagNames } from '../tags/tag-names.js';
import { tagsStyles } from '../tags/tags.styles.js';
import type { Act } from '../templates/action.js';
import { infoStyles } from './info.styles.js';
import { panelName } from './panel-name.js';
import { SheetPlace } from './sheet-place.js';
import { summaryTemplate } from './summary.js';

export { takeTrustPolicy } from '../trusted-types.js';

/** The parts of the panel. */
const infoTabs = ['summary', 'tags', 'pipeline'] as const;

type InfoTab = (typeof infoTabs)[number];

/** The element that has the panel. */
export type InfoHost = ReactiveControllerHost &
  HTMLElement & {
    readonly renderRoot: HTMLElement | DocumentFragment;
    readonly info: boolean;
    readonly infoTab: string;
    readonly hideIdentity: boolean;
    readonly controls: boolean;
    readonly alt: string | undefined;
  };

/** What the panel shows of a pipeline; undefined where the element has none. */
type PipelinePart = () => ((language: Language, act: Act) => unknown) | undefined;

type AskNames = (tags: TagKey[]) => Promise<[keyword: string, name: string][]>;

/** The styles of the panel. */
export const styles = infoStyles + tagsStyles;

/** The info panel of an element. */
export class Info implements ReactiveController {
  readonly #host: InfoHost;
  readonly #browser: TagBrowser;
  readonly #place: SheetPlace;
  readonly #pipeline: PipelinePart;
  #shown: { viewport: Viewport; language: Language } | undefined;
  #act: Act = () => undefined;

  constructor(host: InfoHost, askNames: AskNames, pipeline: PipelinePart) {
    this.#host = host;
    this.#pipeline = pipeline;
    this.#browser = new TagBrowser(new TagNames(askNames));
    this.#place = new SheetPlace(host);
    host.addController(this);
  }

  hostUpdated(): void {
    const container = this.#host.renderRoot.querySelector<HTMLElement>('.tags');
    if (container && this.#shown && this.#tab === 'tags') {
      this.#updateTags(container, this.#shown.viewport, this.#shown.language);
    } else {
      this.#browser.clear();
    }
  }

  /** The panel; nothing where no data set is known. */
  panel(viewport: Viewport, language: Language, act: Act): TemplateResult | typeof nothing {
    this.#shown = { viewport, language };
    this.#act = act;
    const { metadata } = viewport;
    if (!metadata) {
      return nothing;
    }
    const { alt, controls, hideIdentity } = this.#host;
    const tab = this.#tab;
    return html`
      <aside
        class="info ${this.#place.className}"
        part="info"
        aria-label=${panelName(this.#host, alt, language)}
        @keydown=${this.#handleKey}
      >
        <div class="info-head">
          <div role="tablist" aria-label=${language.info.panel} @keydown=${this.#handleTabKey}>
            ${this.#tabs.map((name) => this.#tabTemplate(name, name === tab, language))}
          </div>
          ${controls ? this.#closeButton(language) : nothing}
        </div>
        <div
          class="summary"
          id="info-summary"
          role="tabpanel"
          aria-labelledby="info-tab-summary"
          tabindex="0"
          ?hidden=${tab !== 'summary'}
        >
          ${summaryTemplate(metadata, viewport.warnings, hideIdentity, language, act)}
        </div>
        <div
          class="tags"
          part="tags"
          id="info-tags"
          role="tabpanel"
          aria-labelledby="info-tab-tags"
          ?hidden=${tab !== 'tags'}
        ></div>
        ${tab === 'pipeline' ? this.#pipelineTemplate(language, act) : nothing}
      </aside>
    `;
  }

  get #tabs(): readonly InfoTab[] {
    return infoTabs.filter((name) => name !== 'pipeline' || this.#pipeline());
  }

  get #tab(): InfoTab {
    return this.#tabs.find((name) => name === this.#host.infoTab) ?? 'summary';
  }

  #pipelineTemplate(language: Language, act: Act): TemplateResult {
    return html`
      <div
        class="pipeline"
        id="info-pipeline"
        role="tabpanel"
        aria-labelledby="info-tab-pipeline"
        tabindex="0"
      >
        ${this.#pipeline()?.(language, act)}
      </div>
    `;
  }

  #tabTemplate(name: InfoTab, isChosen: boolean, { tags, pipeline }: Language) {
    return html`
      <button
        type="button"
        role="tab"
        id="info-tab-${name}"
        aria-controls="info-${name}"
        aria-selected=${isChosen}
        tabindex=${isChosen ? 0 : -1}
        @click=${() => {
          this.#act({ infoTab: name });
        }}
      >
        ${name === 'pipeline' ? pipeline.name : tags[name]}
      </button>
    `;
  }

  #closeButton({ tags: { close } }: Language): TemplateResult {
    const click = () => {
      this.#close();
    };
    return html`
      <button type="button" class="close" aria-label=${close} title=${close} @click=${click}>
        ${icon(X)}
      </button>
    `;
  }

  #close(): void {
    this.#host.renderRoot.querySelector<HTMLElement>('.stage')?.focus();
    this.#act({ info: false });
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    const isSearch = (event.target as Element).matches('input:not(:placeholder-shown)');
    if (event.key === 'Escape' && this.#host.controls && !isSearch) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    }
  };

  /** Arrows, Home and End go from one tab to another, which is opened. */
  readonly #handleTabKey = (event: KeyboardEvent): void => {
    const list = event.currentTarget as HTMLElement;
    if (moveFocus(list, event)) {
      const { id = '' } = list.querySelector<HTMLElement>('[role="tab"]:focus') ?? {};
      this.#act({ infoTab: id.replace('info-tab-', '') as InfoTab });
    }
  };

  #updateTags(container: HTMLElement, viewport: Viewport, language: Language): void {
    const { metadata, displayed } = viewport;
    if (metadata) {
      this.#browser.update(container, {
        dataset: metadata,
        key: displayed?.image.frame,
        hidesIdentity: this.#host.hideIdentity,
        language,
        context: async () => displayed?.study.tagContext(displayed.request.view),
      });
    }
  }
}
