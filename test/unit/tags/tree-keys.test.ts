import { expect } from 'chai';

import { rowsOf } from '../../../src/tags/tag-rows.js';
import { actOfKey, rowByName } from '../../../src/tags/tree-keys.js';
import { roots } from './sample-tree.js';

const unfolded = new Map([['00081140', true]]);
/** Modality, the sequence, its two items, and four elements more. */
const rows = rowsOf(roots(), unfolded, undefined);

function act(key: string, active: number, isRightToLeft = false) {
  return actOfKey(key, { rows, active, page: 3, isRightToLeft });
}

const move = (to: number) => ({ type: 'move', to });
const fold = (isExpanded: boolean) => ({ type: 'fold', isExpanded });

describe('a key in the tree', () => {
  for (const [key, active, expected] of [
    ['ArrowDown', 0, move(1)],
    ['ArrowDown', 7, move(7)],
    ['ArrowUp', 0, move(0)],
    ['PageDown', 1, move(4)],
    ['PageUp', 7, move(4)],
    ['Home', 5, move(0)],
    ['End', 5, move(7)],
    ['ArrowRight', 0, move(0)],
    ['ArrowRight', 1, move(2)],
    ['ArrowRight', 2, fold(true)],
    ['ArrowLeft', 1, fold(false)],
    ['ArrowLeft', 3, move(1)],
    ['ArrowLeft', 0, move(0)],
    ['Enter', 1, fold(false)],
    [' ', 2, fold(true)],
    ['Enter', 0, move(0)],
    ['x', 0, undefined],
  ] as const) {
    it(`${key} in row ${String(active)} does ${expected ? JSON.stringify(expected) : 'nothing'}`, () => {
      expect(act(key, active)).to.deep.equal(expected);
    });
  }

  it('means the other way where texts run from right to left', () => {
    expect(act('ArrowLeft', 2, true)).to.deep.equal(fold(true));
    expect(act('ArrowRight', 3, true)).to.deep.equal(move(1));
  });

  it('means nothing without rows', () => {
    const state = { rows: [], active: 0, page: 3, isRightToLeft: false };
    expect(actOfKey('End', state)).to.equal(undefined);
  });
});

describe('letters', () => {
  const names = ['Patient ID', 'Pixel Spacing', 'Rows', 'Patient Name'];

  it('lead to the next name that begins with them, around the end', () => {
    expect(rowByName(names, 0, 'p')).to.equal(1);
    expect(rowByName(names, 1, 'P')).to.equal(3);
    expect(rowByName(names, 3, 'p')).to.equal(0);
    expect(rowByName(names, 3, 'patient n')).to.equal(3);
    expect(rowByName(names, 0, 'q')).to.equal(undefined);
  });
});
