/** The buttons of the bar: an icon, its name beside it where there is room, a tooltip that also names the key. */

import { html, nothing, type TemplateResult } from 'lit';
import type { IconNode } from 'lucide';

import { icon } from './icon.js';

export interface BarButton {
  name: string;
  icon: IconNode;
  /** The key that does the same. */
  key?: string;
  className?: string;
  click: () => void;
}

/** A button that does something at once. */
export function barButton({ name, icon: node, key, className, click }: BarButton): TemplateResult {
  return html`
    <button
      type="button"
      class=${className ?? nothing}
      title=${tooltip(name, key)}
      tabindex="-1"
      @click=${click}
    >
      ${icon(node)}<span class="word">${name}</span>
    </button>
  `;
}

/** A button that stays pressed. */
export function barToggle(
  { name, icon: node, key, className, click }: BarButton,
  pressed: boolean,
): TemplateResult {
  return html`
    <button
      type="button"
      class=${className ?? nothing}
      title=${tooltip(name, key)}
      tabindex="-1"
      aria-pressed=${pressed}
      @click=${click}
    >
      ${icon(node)}<span class="word">${name}</span>
    </button>
  `;
}

/** A button that opens a panel above the bar. */
export function panelButton(
  { name, icon: node, className, click }: BarButton,
  isOpen: boolean,
): TemplateResult {
  return html`
    <button
      type="button"
      class=${className ?? nothing}
      title=${name}
      tabindex="-1"
      aria-haspopup="dialog"
      aria-expanded=${isOpen}
      @click=${click}
    >
      ${icon(node)}<span class="word">${name}</span>
    </button>
  `;
}

function tooltip(name: string, key: string | undefined): string {
  return key ? `${name} (${key})` : name;
}
