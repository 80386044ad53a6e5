import { expect } from 'chai';

import { rowsOf } from '../../../src/tags/tag-rows.js';
import { roots } from './sample-tree.js';

describe('the rows of a tree', () => {
  it('are its roots as long as nothing is unfolded', () => {
    const rows = rowsOf(roots(), new Map(), undefined);
    expect(rows.map(({ position, count }) => [position, count])).to.deep.equal(
      [1, 2, 3, 4, 5, 6].map((position) => [position, 6]),
    );
    expect(rows.map(({ isExpanded }) => isExpanded).slice(0, 2)).to.deep.equal([undefined, false]);
  });

  it('are also what is in an unfolded row, with its place there', () => {
    const rows = rowsOf(roots(), new Map([['00081140', true]]), undefined).slice(1, 4);
    expect(
      rows.map(({ node, position, count, isExpanded }) => [node.path, position, count, isExpanded]),
    ).to.deep.equal([
      ['00081140', 2, 6, true],
      ['00081140/0', 1, 2, false],
      ['00081140/1', 2, 2, false],
    ]);
  });
});
