import { expect } from 'chai';

import {
  edgesOf,
  imageOfLabels,
  labelImage,
  paintLabels,
  segmentsAt,
} from '../../../src/layers/label-image.js';
import type { LayerState } from '../../../src/view/layer-state.js';

const red = { number: 1, label: '', category: '', color: '#ff0000', visible: true };
const blue = { number: 2, label: '', category: '', color: '#0000ff', visible: true };
const state: LayerState = {
  id: 'a',
  type: 'labels',
  name: '',
  visible: true,
  opacity: 0.5,
  outline: false,
  segments: [red, blue],
};

/** Labels as an image of one row. */
const row = (...labels: number[]) => imageOfLabels(Uint8Array.from(labels), labels.length, 1);

/** Red, green, blue and alpha of each pixel. */
function painted(image = row(), change: Partial<LayerState> = {}): number[][] {
  const pixels = new Uint32Array(image.indices.length);
  paintLabels(pixels, image, edgesOf(image), { ...state, ...change });
  return Array.from(pixels, (pixel) => [0, 8, 16, 24].map((bits) => (pixel >>> bits) & 255));
}

describe('labels', () => {
  it('are filled in the colours of their segments, and nothing where there is none', () => {
    expect(painted(row(0, 1, 2))).to.deep.equal([
      [0, 0, 0, 0],
      [255, 0, 0, 128],
      [0, 0, 255, 128],
    ]);
  });

  it('are left out where their segment is hidden, or none of the list', () => {
    expect(painted(row(1, 2, 3), { segments: [{ ...red, visible: false }, blue] })).to.deep.equal([
      [0, 0, 0, 0],
      [0, 0, 255, 128],
      [0, 0, 0, 0],
    ]);
  });

  it('are seen through each other where they overlap', () => {
    const image = { columns: 1, rows: 1, indices: Uint8Array.of(0), table: [[1, 255, 2, 255]] };
    // blue at a half over red at a half: a quarter of red, a half of blue, three quarters in all
    expect(painted(image)).to.deep.equal([[85, 0, 170, 191]]);
  });

  it('are as opaque as they cover of a pixel', () => {
    const image = { columns: 1, rows: 1, indices: Uint8Array.of(0), table: [[1, 127]] };
    expect(painted(image, { opacity: 1 })).to.deep.equal([[255, 0, 0, 127]]);
  });

  it('have an opaque outline on their own pixels, but not at the edge of the image', () => {
    expect(
      painted(row(1, 1, 0, 1, 2), { outline: true }).map(([, , , alpha]) => alpha),
    ).to.deep.equal([128, 255, 0, 255, 255]);
  });

  it('of a pixel are told by their numbers', () => {
    const image = imageOfLabels(Uint8Array.of(0, 1, 2, 0), 2, 2);
    expect(segmentsAt(image, 1, 0)).to.deep.equal([1]);
    expect(segmentsAt(image, 0, 0)).to.be.empty;
    expect(segmentsAt(image, 2, 0)).to.be.empty;
  });

  it('that are not of the size of the image are none', () => {
    expect(labelImage(new ArrayBuffer(3), [[]], 2, 2)).to.be.undefined;
    const table = Array.from({ length: 257 }, () => []);
    expect(labelImage(new ArrayBuffer(8), table, 2, 2)?.indices).to.be.an.instanceof(Uint16Array);
  });
});
