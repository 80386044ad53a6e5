import { expect } from 'chai';

import { FramedFile } from '../../../src/worker/framed-file.js';

function bufferOf(...bytes: number[]): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** A file of two frames in slots of 12 bytes: an item's head and four bytes. */
function encapsulated(): FramedFile {
  const item = bufferOf(0xfe, 0xff, 0, 0xe0, 4, 0, 0, 0);
  return new FramedFile(bufferOf(1, 2), { count: 2, slot: 12, item, tail: bufferOf(9) });
}

function contentOf(found: ReturnType<FramedFile['read']>): number[] | string {
  return found instanceof Uint8Array ? [...found] : typeof found;
}

describe('a file whose frames come later', () => {
  it('is read in any order, as far as it has come', async () => {
    const file = encapsulated();
    expect(contentOf(file.read(0, 20))).to.deep.equal([1, 2]);
    expect(contentOf(file.read(2, 6))).to.deep.equal([0xfe, 0xff, 0, 0xe0]);
    expect(contentOf(file.read(26, 30))).to.deep.equal([9]);
    const arrival = file.read(22, 26);
    expect(file.wanted).to.deep.equal([1]);
    file.deliver(1, bufferOf(7, 8));
    await arrival;
    expect(file.wanted).to.be.empty;
    expect(contentOf(file.read(22, 26))).to.deep.equal([7, 8]);
  });

  it('has no frame that can not be had', () => {
    const file = encapsulated();
    file.deliver(0, null);
    expect(contentOf(file.read(10, 14))).to.equal('undefined');
    expect(file.whole).to.equal(undefined);
  });

  it('is whole once all frames have come, without room between them', () => {
    const file = encapsulated();
    file.deliver(1, bufferOf(7, 8));
    expect(file.whole).to.equal(undefined);
    file.deliver(0, bufferOf(3, 4, 5, 6));
    const items = [
      0xfe, 0xff, 0, 0xe0, 4, 0, 0, 0, 3, 4, 5, 6, 0xfe, 0xff, 0, 0xe0, 2, 0, 0, 0, 7, 8,
    ];
    expect([...new Uint8Array(file.whole ?? bufferOf())]).to.deep.equal([1, 2, ...items, 9]);
  });

  it('has native frames in their places, also one that is too short', () => {
    const slots = { count: 2, slot: 3, item: bufferOf(), tail: bufferOf() };
    const file = new FramedFile(bufferOf(1, 2), slots);
    file.deliver(0, bufferOf(3, 4));
    file.deliver(1, bufferOf(6, 7, 8));
    expect([...new Uint8Array(file.whole ?? bufferOf())]).to.deep.equal([1, 2, 3, 4, 0, 6, 7, 8]);
  });

  it('lets go of who waits once it is closed', async () => {
    const file = encapsulated();
    const arrival = file.read(10, 14);
    file.close();
    await arrival;
  });
});
