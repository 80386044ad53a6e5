import { html, nothing, type TemplateResult } from 'lit';
import { ExternalLink } from 'lucide';

import { icon } from '../controls/icon.js';
import type { Language } from '../languages/language.js';
import { copyButton } from './copy-button.js';
import { titleOf } from './row.js';
import { standardLink } from './standard-link.js';
import type { TagModel } from './tag-model.js';
import { tagText, type TagNode } from './tag-node.js';
import { shortLength, valueText } from './value-text.js';

/** The active element in full: its value, which can be copied, and where the standard lists it. */
export function detailsTemplate(
  node: TagNode,
  isWhole: boolean,
  showAll: () => void,
  model: TagModel,
  language: Language,
): TemplateResult | typeof nothing {
  const { tags: texts } = language;
  const { element, tag } = node;
  if (!element) {
    return nothing;
  }
  const { keyword } = model.nameOf(node);
  const title = titleOf(node, model, language);
  const text = valueText(element, isWhole ? Infinity : shortLength);
  const isShortened = !isWhole && text.length > shortLength;
  const link = standardLink(tag);
  return html`
    <div class="details" role="group" aria-label=${title}>
      <p>
        <strong>${title}</strong>
        <span class="keyword">${tagText(tag)} ${element.vr} ${keyword}</span>
      </p>
      ${text ? html`<p class="whole">${text.slice(0, isWhole ? undefined : shortLength)}${isShortened ? '…' : ''}</p>` : nothing}
      <p class="acts">
        ${
          isShortened
            ? html`<button type="button" @click=${showAll}>${texts.showAll}</button>`
            : nothing
        }
        ${element.vr !== 'SQ' && text ? copyButton(valueText(element), title, language) : nothing}
        ${
          link
            ? html`<a href=${link} target="_blank" rel="noopener noreferrer"
                >${texts.standard} ${icon(ExternalLink)}</a
              >`
            : nothing
        }
      </p>
    </div>
  `;
}
