import { html, nothing, type TemplateResult } from 'lit';

import type { Viewport } from '../display/viewport.js';
import type { DicomError } from '../errors.js';
import type { Progress } from '../events.js';
import type { ChromeTexts } from '../languages/en/chrome.js';
import { filled } from '../languages/languages.js';
import type { Picture } from '../protocol/messages.js';
import { formatValue } from '../view/view.js';
import type { Act } from './action.js';
import { button } from './button.js';
import { warningTemplate } from './warning.js';

/** Whether an element takes a visitor's files. */
interface FileState {
  takesFiles: boolean;
  /** Whether files are held over it. */
  isDropTarget: boolean;
}

/** Everything above the images: an error, progress, warnings, an invitation, the frame of a drop. */
export function statusTemplate(
  { displayed, failure, progress, warnings }: Viewport,
  { takesFiles, isDropTarget }: FileState,
  texts: ChromeTexts,
  act: Act,
): TemplateResult {
  return html`
    <div class="status">
      ${failure ? errorTemplate(failure, takesFiles, texts, act) : nothing}
      ${progress ? progressTemplate(progress, texts) : nothing}
      ${warningTemplate(warnings, texts, act)}
      ${displayed || progress || failure ? nothing : placeholderTemplate(takesFiles, texts, act)}
      ${isDropTarget ? html`<div class="drop"></div>` : nothing}
    </div>
  `;
}

/** A bar with the bytes that have arrived, or else the files; its text has both. */
export function progressTemplate(progress: Progress, texts: ChromeTexts): TemplateResult {
  const { loaded, total, files, fileCount } = progress;
  const isKnown = total > 0 && loaded < total;
  const isCounted = files !== undefined && fileCount !== undefined && fileCount > 1;
  // The bytes of many downloads are known only once the last one has begun.
  const [value, max] = isKnown ? [loaded, total] : isCounted && files > 0 ? [files, fileCount] : [];
  return html`
    <div class="progress" part="progress">
      <progress
        aria-label=${texts.progress.loading}
        max=${max ?? nothing}
        value=${value ?? nothing}
      ></progress>
      <span>${progressText(progress, isKnown, isCounted, texts.progress)}</span>
    </div>
  `;
}

function progressText(
  { loaded, total, files, fileCount }: Progress,
  isKnown: boolean,
  isCounted: boolean,
  texts: ChromeTexts['progress'],
): string {
  const byFiles = loaded > 0 ? texts.filesAndBytes : texts.files;
  const byBytes = isKnown ? texts.bytesOfTotal : texts.bytes;
  const template = isCounted ? byFiles : loaded > 0 ? byBytes : texts.loading;
  return filled(template, {
    files: String(files),
    fileCount: String(fileCount),
    loaded: megabytes(loaded),
    total: megabytes(total),
  });
}

/** The error, advice, and buttons to try again or to choose another file. */
function errorTemplate(
  error: DicomError,
  takesFiles: boolean,
  texts: ChromeTexts,
  act: Act,
): TemplateResult {
  const retry = () => {
    act('retry');
  };
  return html`
    <div class="error" part="error" role="alert">
      <slot name="error">
        <p><strong>${error.message}</strong></p>
        <p>${error.advice}</p>
        ${error.isPassing ? button(texts.error.retry, retry) : nothing}
        ${
          takesFiles
            ? button(texts.error.open, () => {
                act('open');
              })
            : nothing
        }
      </slot>
    </div>
  `;
}

/** An invitation, before anything is shown; without it where no files are taken. */
function placeholderTemplate(
  takesFiles: boolean,
  { placeholder }: ChromeTexts,
  act: Act,
): TemplateResult {
  const open = button(placeholder.open, () => {
    act('open');
  });
  const openFolder = button(placeholder.openFolder, () => {
    act('open-folder');
  });
  return html`
    <div class="placeholder">
      <slot name="placeholder">
        ${
          takesFiles
            ? html`<p>${placeholder.invitation}</p>
                ${open} ${openFolder}`
            : nothing
        }
      </slot>
    </div>
  `;
}

/** The text for screen readers after the frame or the window has changed; not for each frame that is played. */
export function announcementOf(
  shown: Picture,
  paused: boolean,
  { announcements: texts }: ChromeTexts,
): string {
  const { windowCenter, windowWidth } = shown;
  const { frame, frameCount } = shown.images[0];
  const hasFrames = frameCount > 1;
  if (hasFrames && !paused) {
    return texts.playing;
  }
  const position = { frame: String(frame + 1), frameCount: String(frameCount) };
  if (windowCenter === null || windowWidth === null) {
    return hasFrames ? filled(texts.frame, position) : '';
  }
  const window = { center: formatValue(windowCenter), width: formatValue(windowWidth) };
  return filled(hasFrames ? texts.frameAndWindow : texts.window, { ...position, ...window });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
