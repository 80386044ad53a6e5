import { html, nothing, type TemplateResult } from 'lit';

import type { SourceWarning } from '../display/source-warnings.js';
import { sentence } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import type { Act } from './action.js';
import { button } from './button.js';

/** The text of the chip over the image; empty if there is nothing to warn of. */
export function warningLabel(
  warnings: readonly SourceWarning[],
  { warnings: texts }: Language,
): string {
  const labels = warnings.flatMap((warning) => labelKey(warning) ?? []);
  return [...new Set(labels)].map((key) => texts[key]).join(', ');
}

/** A chip over the image that opens what is off in the source, and a way to load it again. */
export function warningTemplate(
  warnings: readonly SourceWarning[],
  language: Language,
  act: Act,
): TemplateResult | typeof nothing {
  const seen = warnings.filter((warning) => labelKey(warning) !== undefined);
  if (seen.length === 0) {
    return nothing;
  }
  const retry = () => {
    act('retry');
  };
  return html`
    <details class="warning" part="warning">
      <summary>${warningLabel(seen, language)}</summary>
      <ul>
        ${seen.map((warning) => html`<li>${sentence(warning, language)}</li>`)}
      </ul>
      ${seen.some(({ canRetry }) => canRetry) ? button(language.error.retry, retry) : nothing}
    </details>
  `;
}

/** What a warning is called: those about the image are, not those about single tags or what the page asks for. */
function labelKey({ code, reason }: SourceWarning): keyof Language['warnings'] | undefined {
  if (reason === 'slices-missing') {
    return 'slices';
  }
  return code === 'files' || code === 'truncated' || code === 'pixels' ? code : undefined;
}
