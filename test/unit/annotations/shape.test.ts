import { expect } from 'chai';

import type { Place } from '../../../src/annotations/projection.js';
import {
  boundsOf,
  handlesOf,
  outlineOf,
  reshaped,
  translated,
} from '../../../src/annotations/shape.js';

const corners: Place[] = [
  [10, 20],
  [14, 26],
];

describe('the shape of a mark', () => {
  it('has the four corners of a rectangle as outline', () => {
    expect(outlineOf('rectangle', corners)).to.deep.equal([
      [10, 20],
      [14, 20],
      [14, 26],
      [10, 26],
    ]);
  });

  it('has an outline that lies on the ellipse', () => {
    const outline = outlineOf('ellipse', corners);
    expect(outline).to.have.length.above(30);
    for (const [x, y] of outline) {
      expect(((x - 12) / 2) ** 2 + ((y - 23) / 3) ** 2).to.be.closeTo(1, 1e-9);
    }
  });

  it('has its points as outline where it is a line', () => {
    expect(outlineOf('length', corners)).to.equal(corners);
  });

  it('has a handle for each point, and for each corner of a bounding rectangle', () => {
    expect(handlesOf('length', corners)).to.deep.equal(corners);
    expect(handlesOf('ellipse', corners)).to.have.deep.members([
      [10, 20],
      [14, 26],
      [10, 26],
      [14, 20],
    ]);
  });

  for (let handle = 0; handle < 4; handle += 1) {
    it(`moves its handle ${String(handle)}, and leaves the opposite one where it is`, () => {
      const before = handlesOf('rectangle', corners);
      const after = handlesOf('rectangle', reshaped(corners, handle, [3, -7]));
      const [x = NaN, y = NaN] = before[handle] ?? [];
      expect(after[handle]).to.deep.equal([x + 3, y - 7]);
      const opposite = before.findIndex(([a, b]) => a !== x && b !== y);
      expect(after[opposite]).to.deep.equal(before[opposite]);
    });
  }

  it('moves one of its points, and no other', () => {
    const points: Place[] = [...corners, [1, 2]];
    expect(reshaped(points, 2, [1, 1])).to.deep.equal([...corners, [2, 3]]);
  });

  it('moves as a whole', () => {
    const moved = [[11, 18], [15, 24]]; // prettier-ignore
    expect(translated(corners, [1, -2])).to.deep.equal(moved);
  });

  it('has bounds', () => {
    const bounds = { left: 10, right: 14, top: 20, bottom: 26 };
    expect(boundsOf(corners)).to.deep.equal(bounds);
  });
});
