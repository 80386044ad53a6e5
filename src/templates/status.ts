import { html, nothing, type TemplateResult } from 'lit';

import type { Viewport } from '../display/viewport.js';
import { adviceFor, type DicomError } from '../errors.js';
import type { Progress } from '../events.js';
import { fill, sentence } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { messageOf } from '../languages/message.js';
import { numberText } from '../languages/numbers.js';
import type { Act } from './action.js';
import { button } from './button.js';
import { warningTemplate } from './warning.js';

/** Whether an element takes a visitor's files. */
interface FileState {
  takesFiles: boolean;
  /** Whether files are held over it. */
  isDropTarget: boolean;
}

/** Everything above the images: an error, progress, warnings, an invitation, where files are dropped. */
export function statusTemplate(
  { displayed, failure, notice, progress, warnings }: Viewport,
  { takesFiles, isDropTarget }: FileState,
  language: Language,
  act: Act,
): TemplateResult {
  return html`
    <div class="status">
      ${failure ? errorTemplate(failure, takesFiles, language, act) : nothing}
      ${progress ? progressTemplate(progress, language) : nothing}
      ${warningTemplate(warnings, language, act)}
      ${displayed || progress || failure ? nothing : placeholderTemplate(takesFiles, language, act)}
      ${notice ? noticeTemplate(notice, language, act) : nothing}
      ${isDropTarget ? html`<div class="drop"><span>${language.drop[displayed ? 'replace' : 'open']}</span></div>` : nothing}
    </div>
  `;
}

/** A bar with the bytes that have arrived, or else the files; its text has both. */
export function progressTemplate(progress: Progress, language: Language): TemplateResult {
  const { loaded, total, files, fileCount } = progress;
  const isKnown = total > 0 && loaded < total;
  const isCounted = files !== undefined && fileCount !== undefined && fileCount > 1;
  // The bytes of many downloads are known only once the last one has begun.
  const [value, max] = isKnown ? [loaded, total] : isCounted && files > 0 ? [files, fileCount] : [];
  return html`
    <div class="progress" part="progress">
      <progress
        aria-label=${language.progress.loading}
        max=${max ?? nothing}
        value=${value ?? nothing}
      ></progress>
      <span>${progressText(progress, isKnown, isCounted, language)}</span>
    </div>
  `;
}

function progressText(
  { loaded, total, files = 0, fileCount = 0, phase }: Progress,
  isKnown: boolean,
  isCounted: boolean,
  language: Language,
): string {
  const texts = language.progress;
  const what = texts[phase ?? 'loading'];
  const byFiles = loaded > 0 ? texts.filesAndBytes : texts.files;
  const byBytes = isKnown ? texts.bytesOfTotal : texts.bytes;
  const template = isCounted ? byFiles : loaded > 0 ? byBytes : '{what}';
  const megabytes = (bytes: number) =>
    numberText(bytes / 1e6, language.tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const bytes = { loaded: megabytes(loaded), total: megabytes(total) };
  return fill(template, { what, files, fileCount, ...bytes }, language);
}

/** Why a visitor's files aren't shown, above what was there before: until it is closed. */
function noticeTemplate(error: DicomError, language: Language, act: Act): TemplateResult {
  const close = button(language.error.close, () => {
    act('dismiss');
  });
  return html`
    <div class="error notice" part="error" role="alert">
      ${errorTexts(error, language)} ${close}
    </div>
  `;
}

function errorTexts(error: DicomError, language: Language): TemplateResult {
  return html`
    <p><strong>${sentence(messageOf(error), language)}</strong></p>
    <p>${adviceFor(error, language)}</p>
  `;
}

/**
 * The error, advice, and buttons to try again, to see the tags or to choose another file. That a file holds no image is no fault: it
 * is a notice.
 */
function errorTemplate(
  error: DicomError,
  takesFiles: boolean,
  language: Language,
  act: Act,
): TemplateResult {
  const retry = () => {
    act('retry');
  };
  const showTags = () => {
    act({ info: true, infoTab: 'tags' });
  };
  return html`
    <div class=${`error ${error.code}`} part="error" role="alert">
      <slot name="error">
        ${errorTexts(error, language)}
        ${error.isPassing ? button(language.error.retry, retry) : nothing}
        ${takesFiles && error.metadata ? button(language.error.tags, showTags) : nothing}
        ${
          takesFiles
            ? button(language.error.open, () => {
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
  { placeholder }: Language,
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
