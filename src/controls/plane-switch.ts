import { html, type TemplateResult } from 'lit';

import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import { planeNames } from '../view/view.js';
import { toggle } from './fields.js';

/** Three buttons above the image of a phone, which shows one of three planes. */
export function planeSwitch(chosen: number, { controls }: Language, act: Act): TemplateResult {
  return html`
    <div class="plane-switch" role="group" aria-label=${controls.plane}>
      ${planeNames.map((plane, index) =>
        toggle(controls[plane], index === chosen, () => {
          act(plane);
        }),
      )}
    </div>
  `;
}
