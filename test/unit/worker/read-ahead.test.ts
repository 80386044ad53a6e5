import { expect } from 'chai';

import { ReadAhead } from '../../../src/worker/read-ahead.js';
import { FakeDecoder, FakePython, nextTurn } from './fake-python.js';

describe('reading ahead', () => {
  let fake: FakePython;
  let decoder: FakeDecoder;
  let ahead: ReadAhead;

  beforeEach(() => {
    fake = new FakePython();
    decoder = new FakeDecoder();
    ahead = new ReadAhead(decoder.decoder);
  });

  afterEach(() => {
    ahead.pause();
  });

  /** Shows a frame of a study, as in answer to a request. */
  function show(study: number, frame = 0): void {
    ahead.pause();
    ahead.show(fake.python, study, frame);
    ahead.resume(fake.python);
  }

  it('decodes frames of the study that was shown last, several at once, while there is no request', async () => {
    fake.framesAhead = [1, 2];
    show(1);
    show(7);
    await fake.called(2);
    expect(fake.calls).to.deep.equal(['decode_ahead 7/1', 'decode_ahead 7/2']);
  });

  it('decodes at once where frame follows on frame, also while there are requests', async () => {
    fake.framesAhead = [2];
    show(1, 0);
    show(1, 1);
    while (!fake.calls.includes('decode_ahead 1/2')) {
      ahead.pause();
      await nextTurn();
    }
  });

  it('decodes the next frames once one is there, and none twice', async () => {
    fake.framesAhead = [1, 2];
    show(1);
    await fake.called(2);
    fake.framesAhead = [2, 3];
    decoder.decoding[0]?.();
    await fake.called(3);
    const decoded = [1, 2, 3].map((frame) => `decode_ahead 1/${String(frame)}`);
    expect(fake.calls).to.deep.equal(decoded);
  });

  it('reads for a short time again and again, until all is read', async () => {
    fake.readsAhead = 3;
    show(1);
    await fake.called(3);
    expect(fake.calls).to.deep.equal(['read_ahead', 'read_ahead', 'read_ahead']);
  });

  it('reads nothing while there is a request', async () => {
    fake.readsAhead = Infinity;
    show(1);
    await fake.called(1);
    ahead.pause();
    const { length } = fake.calls;
    await nextTurn(); // in which it would have read again
    expect(fake.calls).to.have.length(length);
  });

  it('makes nothing anew after it was stopped, until something is shown', async () => {
    fake.readsAhead = Infinity;
    fake.framesAhead = [1];
    show(1);
    ahead.stop();
    ahead.resume(fake.python);
    await new Promise((resolve) => setTimeout(resolve, 31)); // timers end in the order of their times
    expect(fake.calls).to.be.empty;
  });
});
