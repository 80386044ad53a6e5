import { expect } from 'chai';

import { RecycledBuffers } from '../../../src/worker/recycled-buffers.js';

describe('recycled buffers', () => {
  it('are used where they have the right size, each once', () => {
    const used = [new ArrayBuffer(4), new ArrayBuffer(8)];
    const buffers = new RecycledBuffers(used);
    for (const size of [8, 8, 4]) {
      expect(buffers.make(size)).to.have.length(size);
    }
    expect(buffers.made[0]).to.equal(used[1]);
    expect(used).not.to.include(buffers.made[1]);
    expect(buffers.made[2]).to.equal(used[0]);
  });

  it('are undefined, which is None in Python, where there is no memory for one', () => {
    const buffers = new RecycledBuffers([]);
    expect(buffers.make(2 ** 52)).to.equal(undefined);
    expect(buffers.made).to.be.empty;
  });
});
