/** How long one viewer waits for answers while another opens a file. */

import { DicomViewer } from '/dist/dicom-viewer.js';

import { timeOf } from './viewer.js';

let other: DicomViewer | undefined;

/** How long a file took to open, and how long each pixel value of another viewer took meanwhile, in ms. */
export async function whileOpening(url: string): Promise<{ opened: number; answers: number[] }> {
  const viewer = await theOther();
  const state = { isOpen: false };
  const opening = timeOf((element) => (element.src = url)).finally(() => (state.isOpen = true));
  const answers: number[] = [];
  while (!state.isOpen) {
    const start = performance.now();
    await viewer.pixelAt(0, 0);
    answers.push(performance.now() - start);
    await new Promise(requestAnimationFrame);
  }
  return { opened: await opening, answers };
}

async function theOther(): Promise<DicomViewer> {
  if (!other) {
    other = document.body.appendChild(new DicomViewer());
    other.src = '/files/ct-512.dcm';
    await other.rendered;
  }
  return other;
}
