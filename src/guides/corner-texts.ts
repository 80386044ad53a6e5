import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText, numberText, valueText } from '../languages/numbers.js';
import type { Picture, PictureImage } from '../protocol/messages.js';
import { elementText } from '../templates/element-text.js';
import type { PlacementState } from '../view/placement.js';

/** What the texts in the corners of an image are made of. */
export interface CornerTextsState {
  image: PictureImage;
  metadata: Picture['metadata'];
  placement: PlacementState;
  /** The window in force. */
  window: Pick<Picture, 'windowCenter' | 'windowWidth'>;
  /** Whether they say whose image it is, and of which series. */
  hasIdentity: boolean;
}

/** A text in a corner of an image. */
export interface CornerText {
  /** Such as `top start`; of the plane, its name too. */
  place: string;
  lines: string[];
}

/** Elements of the top left corner: whose image it is, and of which series. */
const identity = ['00100010', '00100020', '0008103E'];

/** The texts in the corners of an image, none of them empty: patient and series, plane, window and zoom, position. */
export function cornerTexts(state: CornerTextsState, language: Language): CornerText[] {
  const { image, metadata, hasIdentity } = state;
  const { image: texts, controls } = language;
  const lines = hasIdentity ? identity.map((tag) => elementText(metadata.all[tag], language)) : [];
  const position = {
    frame: countText(image.frame + 1, language),
    frameCount: countText(image.frameCount, language),
  };
  return [
    corner('top start', lines),
    corner(`top end ${image.plane ?? ''}`, [image.plane ? controls[image.plane] : '']),
    corner('bottom start', windowLines(state, language)),
    corner('bottom end', [image.frameCount > 1 ? fill(texts.position, position, language) : '']),
  ].filter(({ lines }) => lines.length > 0);
}

function windowLines({ window, placement }: CornerTextsState, language: Language): string[] {
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
  return { place, lines: lines.filter((line) => line) as string[] };
}
