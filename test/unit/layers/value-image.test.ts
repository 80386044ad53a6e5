import { expect } from 'chai';

import { paintValues, valueAt, valueImage, windowOf } from '../../../src/layers/value-image.js';
import type { LayerState } from '../../../src/view/layer-state.js';

const state: LayerState = { id: 'a', type: 'fusion', name: '', visible: true, opacity: 0.5 };
/** Opaque colours whose red is their place in the map. */
const ramp = Uint32Array.from({ length: 256 }, (_, level) => (0xff000000 | level) >>> 0);

function image(values: number[], columns = values.length) {
  return { columns, rows: values.length / columns, values: Float32Array.from(values) };
}

/** Red and alpha of each pixel. */
function painted(values: number[], change: Partial<LayerState> = {}, columns?: number) {
  const pixels = new Uint32Array(values.length);
  const changed = { ...state, ...change };
  paintValues(pixels, image(values, columns), windowOf(changed, [0, 255]), ramp, changed, 255);
  return Array.from(pixels, (pixel) => [pixel & 255, pixel >>> 24]);
}

describe('values', () => {
  it('are coloured by window and colour map, each as opaque as the others', () => {
    expect(painted([-5, 0, 100, 255, 900])).to.deep.equal([
      [0, 128],
      [0, 128],
      [100, 128],
      [255, 128],
      [255, 128],
    ]);
  });

  it('are coloured by the window of the layer where it has one', () => {
    expect(painted([50, 101, 150], { windowCenter: 100, windowWidth: 100 })).to.deep.equal([
      [0, 128],
      [130, 128],
      [255, 128],
    ]);
  });

  it('are nothing where there are none', () => {
    expect(painted([NaN, 5])[0]).to.deep.equal([0, 0]);
  });

  it('below the threshold of the reference are not painted', () => {
    const alphas = painted([9, 10, 200], { threshold: 10, reference: 100 }).map(
      ([, alpha]) => alpha,
    );
    expect(alphas).to.deep.equal([0, 128, 128]);
  });

  it('have opaque lines where a level is reached beside a pixel that does not', () => {
    const rows = [0, 0, 0, 0, 60, 60, 0, 60, 90];
    const change = { opacity: 0, isodoses: [80, 50], reference: 100 };
    expect(painted(rows, change, 3).map(([, alpha]) => alpha)).to.deep.equal([
      0, 0, 0, 0, 255, 255, 0, 255, 255,
    ]);
    expect(painted(rows, change, 3)[8]?.[0]).to.equal(204); // 80 % of the colours
  });

  it('of a pixel are told; none where there is none', () => {
    const values = image([1, NaN, 3, 4], 2);
    expect(valueAt(values, 0, 1)).to.equal(3);
    expect(valueAt(values, 1, 0)).to.be.undefined;
    expect(valueAt(values, 0, 2)).to.be.undefined;
  });

  it('that are not of the size of the image are none', () => {
    expect(valueImage(new ArrayBuffer(12), 2, 2)).to.be.undefined;
  });
});
