import { html, nothing, render, type TemplateResult } from 'lit';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText } from '../languages/numbers.js';
import type { DicomDataset } from '../metadata.js';
import type { TagContext } from '../protocol/messages.js';
import { copy } from './copy-button.js';
import { detailsTemplate } from './details.js';
import { csvOf, jsonOf } from './export.js';
import { rowId, rowTemplate, titleOf } from './row.js';
import { saveFile } from './save-file.js';
import { TagModel } from './tag-model.js';
import type { TagNames } from './tag-names.js';
import { actOfKey, rowByName } from './tree-keys.js';
import { valueText } from './value-text.js';
import { VisibleRows } from './visible-rows.js';

/** What the tag browser shows. */
export interface BrowsedData {
  /** Another object where another data set is shown. */
  readonly dataset: DicomDataset;
  /** Another one where the same data set is shown, but another frame of it. */
  readonly key: unknown;
  readonly hidesIdentity: boolean;
  readonly language: Language;
  /** Asks for what there is beside the elements; undefined where nobody knows. */
  context(): Promise<TagContext | undefined>;
}

/** How long, in ms, a letter waits for the next one of a name. */
const typingPause = 700;

/** The tag browser of an element: shows tags in a container, and does what a user asks for there. */
export class TagBrowser {
  readonly #model: TagModel;
  readonly #visible = new VisibleRows();
  #container: HTMLElement | undefined;
  #data: BrowsedData | undefined;
  /** With what the data set came that the model shows. */
  #shown: BrowsedData | undefined;
  #typed = { text: '', time: 0 };
  /** The path of the value that is shown in full. */
  #whole: string | undefined;
  #isRenderingSoon = false;

  constructor(names: TagNames) {
    this.#model = new TagModel(names, () => {
      this.#renderSoon();
    });
  }

  /** Shows data in a container. */
  update(container: HTMLElement, data: BrowsedData): void {
    const shown = this.#shown;
    const isNew = container !== this.#container || data.language !== this.#data?.language;
    this.#container = container;
    this.#data = data;
    if (
      data.dataset !== shown?.dataset ||
      data.key !== shown.key ||
      data.hidesIdentity !== shown.hidesIdentity
    ) {
      this.#shown = data;
      this.#model.show(data.dataset, data.hidesIdentity);
      void this.#fetchContext(data);
    }
    if (isNew) {
      this.#render();
      this.#reveal(this.#model.active);
    }
  }

  /** Leaves nothing in the container: what must not be seen is nowhere, also not where nobody looks. */
  clear(): void {
    if (this.#container) {
      render(nothing, this.#container);
      this.#container = undefined;
    }
  }

  async #fetchContext(data: BrowsedData): Promise<void> {
    // The elements are there without it, too.
    const context = await data.context().catch(() => undefined);
    if (this.#shown === data) {
      this.#model.showContext(context);
    }
  }

  /** Once for all changes of a task. */
  #renderSoon(): void {
    if (!this.#isRenderingSoon) {
      this.#isRenderingSoon = true;
      queueMicrotask(() => {
        this.#isRenderingSoon = false;
        this.#render();
      });
    }
  }

  readonly #render = (): void => {
    if (!this.#container || !this.#data) {
      return;
    }
    const { language } = this.#data;
    render(this.#template(language), this.#container);
    if (this.#visible.fit(this.#tree, this.#model.rows.length)) {
      render(this.#template(language), this.#container); // the height of a row has become known
      this.#visible.fit(this.#tree, this.#model.rows.length);
    }
  };

  get #tree(): HTMLElement | null {
    return this.#container?.querySelector('.tree') ?? null;
  }

  #template(language: Language): TemplateResult {
    const { rows, active } = this.#model;
    const { tags: texts } = language;
    const [start, stop] = this.#visible.range(this.#tree, rows.length);
    const isActiveSeen = active >= start && active < stop;
    const row = rows[active];
    const showAll = () => {
      this.#whole = row?.node.path;
      this.#render();
    };
    return html`
      ${this.#toolsTemplate(language)}
      <div
        class="tree"
        role="tree"
        tabindex="0"
        aria-label=${texts.tags}
        aria-activedescendant=${isActiveSeen && row ? rowId(active) : nothing}
        @scroll=${this.#render}
        @keydown=${this.#handleKey}
        @click=${this.#handleClick}
      >
        <div class="rows" role="none">
          <div class="window" role="none">
            ${rows
              .slice(start, stop)
              .map((each, index) =>
                rowTemplate(each, start + index, start + index === active, this.#model, language),
              )}
          </div>
        </div>
      </div>
      ${
        row
          ? detailsTemplate(row.node, row.node.path === this.#whole, showAll, this.#model, language)
          : nothing
      }
    `;
  }

  #toolsTemplate(language: Language): TemplateResult {
    const { tags: texts } = language;
    const { filter, foundCount, hasDifferences } = this.#model;
    const look = (event: Event) => {
      this.#look({ query: (event.target as HTMLInputElement).value });
    };
    const save = (format: string) => fill(texts.save, { format }, language);
    const count = foundCount === undefined ? '' : countText(foundCount, language);
    return html`
      <div class="tag-tools">
        <input
          type="search"
          aria-label=${texts.search}
          placeholder=${texts.search}
          .value=${filter.query}
          @input=${look}
        />
        <button
          type="button"
          aria-pressed=${filter.changed}
          ?disabled=${!hasDifferences && !filter.changed}
          title=${texts.differs}
          @click=${() => {
            this.#look({ changed: !filter.changed });
          }}
        >
          ${texts.differences}
        </button>
        ${
          this.#data?.hidesIdentity
            ? nothing
            : html`<button
                type="button"
                aria-pressed=${filter.identifying}
                @click=${() => {
                  this.#look({ identifying: !filter.identifying });
                }}
              >
                ${texts.identifying}
              </button>`
        }
        <button type="button" aria-label=${save('JSON')} @click=${this.#saveJson}>JSON</button>
        <button type="button" aria-label=${save('CSV')} @click=${this.#saveCsv}>CSV</button>
        <span class="count" role="status">${count && fill(texts.found, { count }, language)}</span>
      </div>
    `;
  }

  #look(change: Parameters<TagModel['look']>[0]): void {
    this.#model.look(change);
    this.#tree?.scrollTo(0, 0);
  }

  readonly #saveJson = (): void => {
    saveFile(jsonOf(this.#model.dataset), 'tags.json', 'application/dicom+json');
  };

  readonly #saveCsv = async (): Promise<void> => {
    const roots = await this.#model.all();
    saveFile(csvOf(roots, this.#model.names), 'tags.csv', 'text/csv;charset=utf-8');
  };

  #activate(index: number): void {
    this.#model.activate(index);
    this.#reveal(index);
    this.#render();
  }

  /** Scrolls as far as a row needs to be seen. */
  #reveal(index: number): void {
    this.#visible.reveal(this.#tree, index);
  }

  readonly #handleClick = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLElement>('.row');
    const index = Number(row?.dataset['index'] ?? NaN);
    const isExpanded = this.#model.rows[index]?.isExpanded;
    if (row) {
      this.#model.activate(index);
      if (isExpanded !== undefined) {
        this.#model.fold(index, !isExpanded);
      }
      this.#render();
    }
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const tree = event.currentTarget as HTMLElement;
    if (event.altKey) {
      return;
    }
    const isUsed =
      event.ctrlKey || event.metaKey
        ? this.#copyByKey(event.key, tree)
        : this.#actByKey(event.key, tree) || this.#type(event);
    if (isUsed) {
      event.preventDefault();
    }
  };

  #copyByKey(key: string, tree: HTMLElement): boolean {
    const element = this.#model.rows[this.#model.active]?.node.element;
    const isCopy = key.toLowerCase() === 'c' && element !== undefined;
    if (isCopy) {
      void copy(valueText(element), tree);
    }
    return isCopy;
  }

  #actByKey(key: string, tree: HTMLElement): boolean {
    const { rows, active } = this.#model;
    const page = this.#visible.page(tree);
    const isRightToLeft = getComputedStyle(tree).direction === 'rtl';
    const act = actOfKey(key, { rows, active, page, isRightToLeft });
    if (act?.type === 'move') {
      this.#activate(act.to);
    } else if (act) {
      this.#model.activate(active);
      this.#model.fold(active, act.isExpanded);
    }
    return act !== undefined;
  }

  /** Letters lead to the next row whose name begins with them. */
  #type({ key, timeStamp }: KeyboardEvent): boolean {
    if (key.length !== 1 || !this.#data) {
      return false;
    }
    const { text, time } = this.#typed;
    const typed = timeStamp - time < typingPause ? text + key : key;
    this.#typed = { text: typed, time: timeStamp };
    const { language } = this.#data;
    const names = this.#model.rows.map(({ node }) => titleOf(node, this.#model, language));
    const index = rowByName(names, this.#model.active, typed);
    if (index !== undefined) {
      this.#activate(index);
    }
    return true;
  }
}
