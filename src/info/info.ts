/** The info panel: a summary for people, and all tags; fetched when an element first has it. */

import { html, nothing } from 'lit';
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { X } from 'lucide';

import { icon } from '../controls/icon.js';
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

/** The halves of the panel. */
export const infoTabs = ['summary', 'tags'] as const;

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

type AskNames = (tags: TagKey[]) => Promise<[keyword: string, name: string][]>;

/** The styles of the panel. */
export const styles = infoStyles + tagsStyles;

/** The info panel of an element. */
export class Info implements ReactiveController {
  readonly #host: InfoHost;
  readonly #browser: TagBrowser;
  readonly #place: SheetPlace;
  #shown: { viewport: Viewport; language: Language } | undefined;
  #act: Act = () => undefined;

  constructor(host: InfoHost, askNames: AskNames) {
    this.#host = host;
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
            ${infoTabs.map((name) => this.#tabTemplate(name, name === tab, language))}
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
      </aside>
    `;
  }

  get #tab(): (typeof infoTabs)[number] {
    return this.#host.infoTab === 'tags' ? 'tags' : 'summary';
  }

  #tabTemplate(name: (typeof infoTabs)[number], isChosen: boolean, { tags: texts }: Language) {
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
        ${texts[name]}
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

  /** Arrows, Home and End go from one tab to the other, which is opened. */
  readonly #handleTabKey = ({ key, currentTarget }: KeyboardEvent): void => {
    const other = this.#tab === 'tags' ? 'summary' : 'tags';
    const goals: Partial<Record<string, (typeof infoTabs)[number]>> = {
      ArrowLeft: other,
      ArrowRight: other,
      Home: 'summary',
      End: 'tags',
    };
    const goal = goals[key];
    if (goal) {
      (currentTarget as HTMLElement).querySelector<HTMLElement>(`#info-tab-${goal}`)?.focus();
      this.#act({ infoTab: goal });
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
