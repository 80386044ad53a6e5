import { html, nothing, type TemplateResult } from 'lit';

import type { DicomWarningCode } from '../errors.js';
import type { ViewportWarning } from '../display/viewport.js';

/** What the chip says; warnings of other codes change nothing that is seen. */
const labels: Partial<Record<DicomWarningCode, string>> = {
  files: 'Files are missing',
  truncated: 'The file ends early',
  pixels: 'The image may differ',
};

/** What the chip over the image says; empty if there is nothing to warn of. */
export function warningLabel(warnings: readonly ViewportWarning[]): string {
  return [...new Set(warnings.map(({ code }) => labels[code] ?? ''))].filter(Boolean).join(', ');
}

/** A chip over the image that opens what is off in the source, and a way to load it again. */
export function warningTemplate(
  warnings: readonly ViewportWarning[],
  retry: () => void,
): TemplateResult | typeof nothing {
  const label = warningLabel(warnings);
  if (!label) {
    return nothing;
  }
  const seen = warnings.filter(({ code }) => labels[code]);
  return html`
    <details class="warning" part="warning">
      <summary>${label}</summary>
      <ul>
        ${seen.map(({ message }) => html`<li>${message}</li>`)}
      </ul>
      ${
        seen.some(({ canRetry }) => canRetry)
          ? html`<button type="button" @click=${retry}>Try again</button>`
          : nothing
      }
    </details>
  `;
}
