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
