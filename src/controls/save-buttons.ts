import { html, nothing } from 'lit';

import type { ExportCommand } from '../export/host.js';
import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import { button } from '../templates/button.js';
import type { ControlsState } from './controls-state.js';

/** What saves and copies, and how that goes. */
export function saveButtons(
  { savable, message }: ControlsState,
  { exports: texts }: Language,
  act: Act,
) {
  const command = (label: string, name: ExportCommand) =>
    button(label, () => {
      act(name);
    });
  return html`
    <div class="buttons">
      ${command(texts.saveImage, 'save-image')}
      ${savable.clip ? command(texts.saveClip, 'save-clip') : nothing}
      ${savable.file ? command(texts.saveFile, 'save-file') : nothing}
      ${savable.annotations ? command(texts.saveMarks, 'save-annotations') : nothing}
      <button
        type="button"
        title=${`${texts.copy} (Ctrl C, ⌘ C)`}
        @click=${() => {
          act('copy');
        }}
      >
        ${texts.copy}
      </button>
    </div>
    ${message ? html`<p class="hint">${message}</p>` : nothing}
  `;
}
