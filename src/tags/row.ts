import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { ChevronRight } from 'lucide';

import { icon } from '../controls/icon.js';
import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText } from '../languages/numbers.js';
import type { TagModel } from './tag-model.js';
import { itemsOf, tagText, type TagNode } from './tag-node.js';
import type { TagRow } from './tag-rows.js';
import { valueText } from './value-text.js';

/** How many characters of a value a row has room for. */
const mostCharacters = 120;

/** What a row is called in the page, by its index. */
export function rowId(index: number): string {
  return `tag-${String(index)}`;
}

/** A row of the tree: name and value representation, below them tag and value. */
export function rowTemplate(
  { node, position, count, isExpanded }: TagRow,
  index: number,
  isActive: boolean,
  model: TagModel,
  language: Language,
): TemplateResult {
  const { tags: texts } = language;
  const { element } = node;
  return html`
    <div
      class=${classMap({ row: true, active: isActive })}
      id=${rowId(index)}
      role="treeitem"
      aria-level=${node.level}
      aria-posinset=${position}
      aria-setsize=${count}
      aria-selected=${isActive}
      aria-expanded=${isExpanded ?? nothing}
      data-index=${index}
    >
      <span class="fold">${isExpanded === undefined ? nothing : icon(ChevronRight)}</span>
      <span class="name">${titleOf(node, model, language)}</span>
      <span class="vr">${element?.vr}</span>
      ${
        model.differs(node)
          ? html`<span class="differs" title=${texts.differs}
              ><span class="unseen">${texts.differs}</span></span
            >`
          : nothing
      }
      <span class="tag">${element ? tagText(node.tag) : nothing}</span>
      <span class="value">${element ? contentText(node, model, language) : nothing}</span>
    </div>
  `;
}

/** The name of an element, else its tag; of an item its number. */
export function titleOf(node: TagNode, model: TagModel, language: Language): string {
  if (node.item !== undefined) {
    return fill(language.tags.item, { number: countText(node.item + 1, language) }, language);
  }
  return model.nameOf(node).name || tagText(node.tag);
}

/** What an element holds, shortened: its values, how many items, or how many bytes. */
function contentText(node: TagNode, model: TagModel, language: Language): string {
  const { element } = node;
  if (!element) {
    return '';
  }
  if (element.vr === 'SQ') {
    const count = countText(itemsOf(element).length, language);
    return fill(language.tags.items, { count }, language);
  }
  const bytes = element.Value ? undefined : model.lengthOf(node);
  return bytes === undefined
    ? valueText(element, mostCharacters)
    : fill(language.tags.bytes, { bytes }, language);
}
