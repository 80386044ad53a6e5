import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { createElement, type IconNode } from 'lucide';

/** An icon beside a name that says the same. It is drawn once. */
export function icon(node: IconNode): TemplateResult {
  const draw = () => createElement(node, { width: 20, height: 20, 'aria-hidden': 'true' });
  return html`${guard([node], draw)}`;
}
