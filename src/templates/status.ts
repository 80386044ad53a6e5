import { html, nothing, type TemplateResult } from 'lit';

import type { DicomError } from '../errors.js';

/** How far the runtime and the source have come. */
export interface Progress {
  loaded: number;
  /** 0 if unknown. */
  total: number;
}

/** A bar with the bytes that have arrived. */
export function progressTemplate({ loaded, total }: Progress): TemplateResult {
  const isKnown = total > 0 && loaded < total;
  const bytes = isKnown ? `${megabytes(loaded)} of ${megabytes(total)}` : megabytes(loaded);
  const label = loaded > 0 ? `Loading, ${bytes} MB` : 'Loading';
  return html`
    <div class="progress" part="progress">
      <progress
        aria-label="Loading"
        max=${isKnown ? total : nothing}
        value=${isKnown ? loaded : nothing}
      ></progress>
      <span>${label}</span>
    </div>
  `;
}

/** What is wrong, what to do about it, and a way to choose another file. */
export function errorTemplate(error: DicomError, choose: () => void): TemplateResult {
  return html`
    <div class="error" part="error" role="alert">
      <slot name="error">
        <p><strong>${error.message}</strong></p>
        <p>${error.advice}</p>
        <button type="button" @click=${choose}>Choose another file…</button>
      </slot>
    </div>
  `;
}

/** An invitation, before anything is shown. */
export function placeholderTemplate(choose: () => void): TemplateResult {
  return html`
    <div class="placeholder">
      <slot name="placeholder">
        <p>Drop or paste a DICOM file here, or</p>
        <button type="button" @click=${choose}>Choose a file…</button>
      </slot>
    </div>
  `;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
