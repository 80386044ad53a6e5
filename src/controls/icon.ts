import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { createElement, type IconNode } from 'lucide';

/** An icon beside a name that says the same. It is drawn once. */
export function icon(node: IconNode): TemplateResult {
  const draw = () => createElement(node, { width: 20, height: 20, 'aria-hidden': 'true' });
  return html`${guard([node], draw)}`;
}

/** A button without a word beside its icon; `pressed` is undefined of one that doesn't stay so. */
export function iconButton(
  className: string,
  name: string,
  node: IconNode,
  click: () => void,
  pressed?: boolean,
): TemplateResult {
  return html`
    <button
      type="button"
      class=${className}
      title=${name}
      aria-label=${name}
      aria-pressed=${pressed ?? nothing}
      @click=${click}
    >
      ${icon(node)}
    </button>
  `;
}
