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

/** What a button is beside its name: pressed or not, open or not. */
interface ButtonState {
  pressed?: boolean;
  /** Of a button that opens a panel above the bar. */
  expanded?: boolean;
}

/** A button that does something at once. */
export function barButton(
  { name, icon: node, key, className, click }: BarButton,
  { pressed, expanded }: ButtonState = {},
): TemplateResult {
  return html`
    <button
      type="button"
      class=${className ?? nothing}
      title=${tooltip(name, key)}
      tabindex="-1"
      aria-pressed=${pressed ?? nothing}
      aria-haspopup=${expanded === undefined ? nothing : 'dialog'}
      aria-expanded=${expanded ?? nothing}
      @click=${click}
    >
      ${icon(node)}<span class="word">${name}</span>
    </button>
  `;
}

/** A button that stays pressed. */
export function barToggle(button: BarButton, pressed: boolean): TemplateResult {
  return barButton(button, { pressed });
}

/** A button that opens a panel above the bar. */
export function panelButton(button: BarButton, expanded: boolean): TemplateResult {
  return barButton(button, { expanded });
}

function tooltip(name: string, key: string | undefined): string {
  return key ? `${name} (${key})` : name;
}
