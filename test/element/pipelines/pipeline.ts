import type { DicomViewer } from '/dist/dicom-viewer.js';

import { put, sample } from '../harness.js';

export const ct = sample('CT_small.dcm');

/** Writes an element whose pipeline is in a child script. */
export function putPipeline(python: string, attributes: Record<string, string> = {}): DicomViewer {
  return put({ src: ct, ...attributes }, `<script type="text/x-python">${python}</script>`);
}

/** Gives an element another pipeline. */
export function edit(element: DicomViewer, python: string): void {
  const script = element.querySelector('script');
  if (script) {
    script.textContent = python;
  }
}

/** Writes a pipeline into an element that is there, as a parser does: a text that a script sets would have to be trusted. */
export function appendPipeline(element: DicomViewer, python: string): void {
  const html = `<script type="text/x-python">${python}</script>`;
  element.append(...new DOMParser().parseFromString(html, 'text/html').scripts);
  element.requestUpdate();
}
