import { expect } from 'chai';

import type { Place } from '../../../src/annotations/projection.js';
import { gapsOf } from '../../../src/guides/gaps.js';
import type { DicomGeometry } from '../../../src/metadata.js';
import type { PlaneGrid } from '../../../src/protocol/messages.js';

/** Axial slices of 20 × 10 pixels of 1 mm at 0, 1, 2, 6 and 7 mm: those at 3, 4 and 5 mm are missing. */
const geometry: DicomGeometry = {
  rows: 10,
  columns: 20,
  slices: 5,
  spacing: [1, 1, 1],
  position: [0, 0, 0],
  orientation: [1, 0, 0, 0, 1, 0],
  plane: 'axial',
  tilt: 0,
  regular: false,
  missingSlices: [{ after: 3, count: 3 }],
  offsets: [0, 1, 2, 6, 7],
  frames: null,
};

/** A coronal plane from the head, at 7 mm, to the feet; its pixels have sides of 0.5 mm. */
const coronal: PlaneGrid = {
  origin: [-0.25, 4, 7],
  right: [1, 0, 0],
  down: [0, 0, -1],
  spacing: 0.5,
  forward: [0, 1, 0],
  step: 1,
  offsets: null,
};

function bounds(corners: Place[] | undefined) {
  const [x, y] = [0, 1].map((axis) => corners?.map((place) => place[axis] ?? NaN) ?? []);
  return [...[x, y].flatMap((each = []) => [Math.min(...each), Math.max(...each)])];
}

function gapsOn(grid: PlaneGrid | null, slab = 0) {
  return gapsOf({ grid, columns: 40, rows: 15 }, geometry, slab);
}

describe('the gaps of a plane', () => {
  it('reach between the slices that are there', () => {
    const gaps = gapsOn(coronal);
    expect(gaps).to.have.length(1);
    // Row r lies at 7 mm - 0.5 mm r; those at 6 mm, row 2, and at 2 mm, row 10, are slices.
    expect(bounds(gaps[0])).to.deep.equal([0, 40, 3, 10]);
  });

  it('are as broad in a plane that is turned about the slices’ own direction', () => {
    const half = Math.SQRT1_2;
    const [gap] = gapsOn({ ...coronal, origin: [0, 0, 7], right: [half, half, 0] });
    expect(bounds(gap).slice(2)).to.deep.equal([3, 10]);
    // Outside the volume nothing is missing: 9.5 mm to the back are 9.5 √2 mm, or 26.9 pixels, from the first centre.
    expect(bounds(gap)[1]).to.be.closeTo(0.5 + 2 * 9.5 * Math.SQRT2, 1e-9);
  });

  it('fill a plane that lies in one, and none beside', () => {
    const axial = { ...coronal, down: [0, 1, 0] as [number, number, number] };
    const at = (height: number) => gapsOn({ ...axial, origin: [-0.25, -0.25, height] }).length;
    expect([1, 2.5, 4, 5.5, 6.5].map(at)).to.deep.equal([0, 1, 1, 1, 0]);
  });

  it('are narrower by a slab across them', () => {
    const axial = { ...coronal, down: [0, 1, 0] as [number, number, number] };
    const at = (height: number) => gapsOn({ ...axial, origin: [-0.25, -0.25, height] }, 2).length;
    expect([2.5, 4, 5.5].map(at)).to.deep.equal([0, 1, 0]);
    expect(bounds(gapsOn(coronal, 2)[0])).to.deep.equal([0, 40, 3, 10]);
  });

  it('are none of a stored frame', () => {
    expect(gapsOn(null)).to.deep.equal([]);
  });
});
