import { expect } from 'chai';

import { loadingOrder } from '../../../../src/source/dicomweb/order.js';

describe('the order in which slices are loaded', () => {
  it('begins with the one that is seen, its neighbours and every fifth', () => {
    expect(loadingOrder(14, 7)).to.deep.equal([7, 8, 6, 9, 5, 0, 10, 1, 2, 3, 4, 11, 12, 13]);
    expect(loadingOrder(12, 0)).to.deep.equal([0, 1, 2, 5, 10, 3, 4, 6, 7, 8, 9, 11]);
  });

  it('clamps the first', () => {
    expect(loadingOrder(3, 9)).to.deep.equal([2, 1, 0]);
    expect(loadingOrder(3, -1)).to.deep.equal([0, 1, 2]);
  });

  it('is empty where there are none', () => {
    expect(loadingOrder(0, 0)).to.be.empty;
  });
});
