import { html, nothing, type TemplateResult } from 'lit';

/** A button that does something at once. */
export function button(label: string, click: () => void, className?: string): TemplateResult {
  return html`
    <button type="button" class=${className ?? nothing} @click=${click}>${label}</button>
  `;
}
