/** Elements with layers above their images. */

import type { DicomViewer, LayerState } from '/dist/dicom-viewer.js';

import { pixelsOf } from './harness.js';

/** Where the files of test/fixtures/layered_files.py are. */
export const folder = '/.cache/layers/';

/** The canvases of layers above the images, from the lowest up, of each image in turn. */
export function layersOf(element: DicomViewer): HTMLCanvasElement[] {
  const selector = 'canvas[part="layer"]';
  return [...(element.shadowRoot?.querySelectorAll<HTMLCanvasElement>(selector) ?? [])];
}

/** The pixels of a layer. */
export function layerOf(element: DicomViewer, index = 0): Uint8ClampedArray {
  const canvas = layersOf(element)[index];
  if (!canvas) {
    throw new Error('There is no layer.');
  }
  return pixelsOf(canvas);
}

/** Which pixels of a layer are painted. */
export function painted(element: DicomViewer, index = 0): boolean[] {
  const data = layerOf(element, index);
  return Array.from({ length: data.length / 4 }, (_, at) => (data[4 * at + 3] ?? 0) > 0);
}

/** The only layer that there is. */
export function only(element: DicomViewer): LayerState {
  const [layer] = element.layerList;
  if (!layer) {
    throw new Error('There is no layer.');
  }
  return layer;
}
