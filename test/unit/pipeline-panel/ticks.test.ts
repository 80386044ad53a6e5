import { expect } from 'chai';

import { ticks } from '../../../src/pipeline-panel/ticks.js';

describe('the round numbers of an axis', () => {
  for (const [low, high, most, expected] of [
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [-1024, 3071, 4, [0, 2000]],
    [0.1, 0.32, 5, [0.1, 0.15, 0.2, 0.25, 0.3]],
    [1e-7, 4e-7, 3, [1e-7, 2e-7, 3e-7, 4e-7]],
    [3, 3, 5, [3]],
    [-Infinity, 1, 5, [-Infinity]],
  ] as const) {
    it(`from ${String(low)} to ${String(high)} are at most ${String(most)} steps`, () => {
      expect(ticks(low, high, most)).to.deep.equal(expected);
    });
  }
});
