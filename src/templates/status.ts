import { html, nothing, type TemplateResult } from 'lit';

import type { DicomError } from '../errors.js';
import type { Progress } from '../events.js';
import type { Picture } from '../protocol/messages.js';
import { formatValue } from '../view/view.js';

/** A bar with the bytes that have arrived, or else the files, of which the text tells too. */
export function progressTemplate({ loaded, total, files, fileCount }: Progress): TemplateResult {
  const isKnown = total > 0 && loaded < total;
  const isCounted = files !== undefined && fileCount !== undefined && fileCount > 1;
  // Of many downloads the bytes are known when the last has begun.
  const [value, max] = isKnown ? [loaded, total] : isCounted && files > 0 ? [files, fileCount] : [];
  const count = isCounted ? [`${String(files)} of ${String(fileCount)} files`] : [];
  const bytes = isKnown && !isCounted ? [megabytes(loaded), megabytes(total)] : [megabytes(loaded)];
  const label = ['Loading', ...count, ...(loaded > 0 ? [`${bytes.join(' of ')} MB`] : [])];
  return html`
    <div class="progress" part="progress">
      <progress aria-label="Loading" max=${max ?? nothing} value=${value ?? nothing}></progress>
      <span>${label.join(', ')}</span>
    </div>
  `;
}

/** What is wrong, what to do about it, and ways to try again or to choose another file. */
export function errorTemplate(
  error: DicomError,
  choose: () => void,
  retry: () => void,
): TemplateResult {
  return html`
    <div class="error" part="error" role="alert">
      <slot name="error">
        <p><strong>${error.message}</strong></p>
        <p>${error.advice}</p>
        ${
          error.isPassing ? html`<button type="button" @click=${retry}>Try again</button>` : nothing
        }
        <button type="button" @click=${choose}>Choose another file…</button>
      </slot>
    </div>
  `;
}

/** An invitation, before anything is shown. */
export function placeholderTemplate(choose: () => void, chooseFolder: () => void): TemplateResult {
  return html`
    <div class="placeholder">
      <slot name="placeholder">
        <p>Drop or paste DICOM files, a folder or a zip file here, or</p>
        <button type="button" @click=${choose}>Choose files…</button>
        <button type="button" @click=${chooseFolder}>Choose a folder…</button>
      </slot>
    </div>
  `;
}

/** What a screen reader says when the frame or the window has changed, but not of each that is played. */
export function announcementOf(shown: Picture, paused: boolean): string {
  const { windowCenter, windowWidth } = shown;
  const { frame, frameCount } = shown.images[0];
  if (frameCount > 1 && !paused) {
    return 'Playing';
  }
  const position = frameCount > 1 ? [`Frame ${String(frame + 1)} of ${String(frameCount)}`] : [];
  const isWindowed = windowCenter !== null && windowWidth !== null;
  const window = isWindowed
    ? [`window center ${formatValue(windowCenter)}, width ${formatValue(windowWidth)}`]
    : [];
  return [...position, ...window].join(', ');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
