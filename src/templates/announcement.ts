import type { Viewport } from '../display/viewport.js';
import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText, valueText } from '../languages/numbers.js';
import type { Picture } from '../protocol/messages.js';

/** What a screen reader says of a source that is being loaded, and once it is there. */
export function loadingText(
  { displayed, failure, progress, source }: Viewport,
  { progress: texts }: Language,
): string {
  if (progress) {
    return texts[progress.phase ?? 'loading'];
  }
  return failure || !source ? '' : displayed ? texts.loaded : texts.source;
}

/** What a screen reader says of the image that is shown. */
export class Announcement {
  #text = '';

  /**
   * The text; while the frame that is asked for isn't painted yet, that of the one before. Of three planes it is
   * about the one of an index.
   */
  of({ displayed, view }: Viewport, paused: boolean, language: Language, index = 0): string {
    if (!displayed) {
      this.#text = '';
    } else if (displayed.image.crosshair || (view.frame ?? 0) === displayed.image.frame) {
      this.#text = announcementOf(displayed.picture, paused, language, index);
    }
    return this.#text;
  }
}

/** The text for screen readers after the frame or the window has changed; not for each frame that is played. */
function announcementOf(
  shown: Picture,
  paused: boolean,
  language: Language,
  index: number,
): string {
  const { announcements: texts, controls } = language;
  const { windowCenter, windowWidth } = shown;
  const image = shown.images[index] ?? shown.images[0];
  const { frame, frameCount, plane, crosshair } = image;
  const hasFrames = frameCount > 1;
  if (hasFrames && !paused && !crosshair) {
    return texts.playing;
  }
  const position = {
    frame: countText(frame + 1, language),
    frameCount: countText(frameCount, language),
  };
  const hasWindow = windowCenter !== null && windowWidth !== null;
  const window = hasWindow && {
    center: valueText(windowCenter, language),
    width: valueText(windowWidth, language),
  };
  const template = hasFrames
    ? window
      ? texts.frameAndWindow
      : texts.frame
    : window
      ? texts.window
      : '';
  const text = fill(template, { ...position, ...window }, language);
  return crosshair && plane ? fill(texts.plane, { plane: controls[plane], text }, language) : text;
}
