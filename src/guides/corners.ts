import { html, nothing, type TemplateResult } from 'lit/html.js';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText, numberText, valueText } from '../languages/numbers.js';
import type { Picture } from '../protocol/messages.js';
import { elementText } from '../templates/element-text.js';
import { scaleBarTemplate, type ScaledImage } from './scale-bar.js';

/** What the corners of a pane say. */
export interface CornersState extends ScaledImage {
  /** The window in force. */
  window: Pick<Picture, 'windowCenter' | 'windowWidth'>;
  /** Whether they say whose image it is, and of which series. */
  hasIdentity: boolean;
}

/** Elements of the top left corner: whose image it is, and of which series. */
const identity = ['00100010', '00100020', '0008103E'];

/** Text in the corners of a pane: patient and series, plane, window and zoom, position, and a scale bar. */
export function cornersTemplate(state: CornersState, language: Language): TemplateResult {
  const { image, metadata, hasIdentity } = state;
  const { image: texts, controls } = language;
  const lines = hasIdentity ? identity.map((tag) => elementText(metadata.all[tag], language)) : [];
  const position = {
    frame: countText(image.frame + 1, language),
    frameCount: countText(image.frameCount, language),
  };
  return html`
    <div class="corners" aria-hidden="true">
      ${corner('top start', lines)}
      ${corner(`top end ${image.plane ?? ''}`, [image.plane ? controls[image.plane] : ''])}
      ${corner('bottom start', windowLines(state, language))}
      <div class="bottom end">
        ${scaleBarTemplate(state, language)}
        ${corner('', [image.frameCount > 1 ? fill(texts.position, position, language) : ''])}
      </div>
    </div>
  `;
}

function windowLines({ window, placement }: CornersState, language: Language): string[] {
  const { windowCenter, windowWidth } = window;
  const { image: texts, tag } = language;
  const zoom = numberText(placement.zoom, tag, { maximumFractionDigits: 2 });
  return [
    placement.zoom === 1 ? '' : fill(texts.zoom, { zoom }, language),
    windowCenter === null || windowWidth === null
      ? ''
      : fill(
          texts.window,
          { center: valueText(windowCenter, language), width: valueText(windowWidth, language) },
          language,
        ),
  ];
}

function corner(className: string, lines: (string | undefined)[]) {
  const seen = lines.filter((line) => line);
  return seen.length === 0
    ? nothing
    : html`<div class=${className} part="corner">
        ${seen.map((line) => html`<div>${line}</div>`)}
      </div>`;
}
