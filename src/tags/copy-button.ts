import { html, type TemplateResult } from 'lit';
import { Check, Copy } from 'lucide';

import { icon } from '../controls/icon.js';
import type { Language } from '../languages/language.js';

/** How long a button says, in ms, that it has copied. */
const shown = 2000;

/** A button that copies a text; `name` is what the text is. */
export function copyButton(text: string, name: string, { tags: texts }: Language): TemplateResult {
  const handleClick = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    await copy(text, button);
    button.classList.add('copied');
    setTimeout(() => {
      button.classList.remove('copied');
    }, shown);
  };
  return html`
    <button
      type="button"
      class="copy"
      title=${texts.copy}
      aria-label="${texts.copy}: ${name}"
      @click=${handleClick}
    >
      ${icon(Copy)}${icon(Check)}
    </button>
  `;
}

/** Copies a text, also on a page that isn't secure, where there is no `navigator.clipboard`. */
export async function copy(text: string, beside: Element): Promise<void> {
  const { clipboard } = navigator as { clipboard?: Clipboard };
  try {
    await clipboard?.writeText(text);
    if (clipboard) {
      return;
    }
  } catch {
    // A frame may not be allowed to: the selection is copied instead.
  }
  const field = Object.assign(document.createElement('textarea'), { value: text });
  beside.append(field);
  field.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else works without `navigator.clipboard`
  document.execCommand('copy');
  field.remove();
}
