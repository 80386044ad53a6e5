import { html, nothing, type TemplateResult } from 'lit';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText, numberText, valueText } from '../languages/numbers.js';
import type { DicomMetadata } from '../metadata.js';
import type { Picture, PictureImage } from '../protocol/messages.js';
import type { PlacementState } from '../view/placement.js';
import { elementText } from './element-text.js';

/** What the corners of a pane say. */
export interface CornersState {
  image: PictureImage;
  placement: PlacementState;
  /** The window in force. */
  window: Pick<Picture, 'windowCenter' | 'windowWidth'>;
  /** Whose image it is, and of which series; undefined where that isn't wanted. */
  metadata: DicomMetadata | undefined;
}

/** Elements of the top left corner: whose image it is, and of which series. */
const identity = ['00100010', '00100020', '0008103E'];

/** A text in a corner of a pane. */
export interface CornerText {
  /** Such as `top start`; of the plane, its name too. */
  place: string;
  lines: string[];
}

/** The texts in the corners of a pane: patient and series, plane, window and zoom, position. */
export function cornerTexts(state: CornersState, language: Language): CornerText[] {
  const { image, metadata } = state;
  const { image: texts, controls } = language;
  const lines = identity.map((tag) => metadata && elementText(metadata[tag], language));
  const position = {
    frame: countText(image.frame + 1, language),
    frameCount: countText(image.frameCount, language),
  };
  return [
    corner('top start', lines),
    corner(`top end ${image.plane ?? ''}`, [image.plane ? controls[image.plane] : '']),
    corner('bottom start', windowLines(state, language)),
    corner('bottom end', [image.frameCount > 1 ? fill(texts.position, position, language) : '']),
  ];
}

/** The texts in the corners of a pane. */
export function cornersTemplate(state: CornersState, language: Language): TemplateResult {
  return html`
    <div class="corners" aria-hidden="true">
      ${cornerTexts(state, language).map(({ place, lines }) =>
        lines.length === 0
          ? nothing
          : html`<div class=${place} part="corner">
              ${lines.map((line) => html`<div>${line}</div>`)}
            </div>`,
      )}
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

function corner(place: string, lines: (string | undefined)[]): CornerText {
  return { place, lines: lines.filter((line): line is string => Boolean(line)) };
}
