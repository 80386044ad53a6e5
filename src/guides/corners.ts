import { html, type TemplateResult } from 'lit/html.js';

import type { Language } from '../languages/language.js';
import { cornerTexts, type CornerText, type CornerTextsState } from './corner-texts.js';
import { scaleBarTemplate, type ScaledImage } from './scale-bar.js';

/** What the corners of a pane say. */
export type CornersState = ScaledImage & CornerTextsState;

/** Text in the corners of a pane, and a scale bar in that of the position. */
export function cornersTemplate(state: CornersState, language: Language): TemplateResult {
  const texts = cornerTexts(state, language);
  const isPosition = ({ place }: CornerText) => place === 'bottom end';
  return html`
    <div class="corners" aria-hidden="true">
      ${texts.filter((text) => !isPosition(text)).map((text) => corner(text.place, text))}
      <div class="bottom end">
        ${scaleBarTemplate(state, language)}
        ${texts.filter(isPosition).map((text) => corner('', text))}
      </div>
    </div>
  `;
}

function corner(className: string, { lines }: CornerText) {
  return html`<div class=${className} part="corner">
    ${lines.map((line) => html`<div>${line}</div>`)}
  </div>`;
}
