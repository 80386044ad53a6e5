import { expect } from 'chai';

import { Playhead, type Run } from '../../../src/display/playhead.js';

const run: Run = {
  first: 0,
  last: 3,
  loop: false,
  sequencing: 'loop',
  timeBefore: () => 10,
};

/** The frames that are due at a time after each other. */
function framesAt(times: number[], change: Partial<Run> = {}, frame = 0): number[] {
  const playhead = new Playhead(frame, 0);
  return times.map((time) => playhead.at(time, { ...run, ...change }));
}

/** The frames that are due every 10 ms. */
function frames(count: number, change: Partial<Run> = {}, frame = 0): number[] {
  return framesAt(
    Array.from({ length: count }, (_, index) => index * 10),
    change,
    frame,
  );
}

describe('the playhead', () => {
  it('stays on a frame for its time, and goes on then', () => {
    expect(framesAt([0, 9.9, 10, 19.9, 20])).to.deep.equal([0, 0, 1, 1, 2]);
  });

  it('passes over the frames that nobody saw', () => {
    expect(framesAt([25, 31])).to.deep.equal([2, 3]);
  });

  it('keeps to the clock when it is looked at late', () => {
    expect(framesAt([19, 20, 39])).to.deep.equal([1, 2, 3]);
  });

  it('stops at the last frame', () => {
    expect(frames(6)).to.deep.equal([0, 1, 2, 3, 3, 3]);
  });

  it('begins again in a loop', () => {
    expect(frames(10, { loop: true })).to.deep.equal([0, 1, 2, 3, 0, 1, 2, 3, 0, 1]);
  });

  it('goes back in a loop that sweeps', () => {
    const change: Partial<Run> = { loop: true, sequencing: 'sweep' };
    expect(frames(10, change)).to.deep.equal([0, 1, 2, 3, 2, 1, 0, 1, 2, 3]);
  });

  it('stops at the last frame where it would sweep but not loop', () => {
    expect(frames(6, { sequencing: 'sweep' })).to.deep.equal([0, 1, 2, 3, 3, 3]);
  });

  it('swings between two frames', () => {
    const change: Partial<Run> = { last: 1, loop: true, sequencing: 'sweep' };
    expect(frames(5, change)).to.deep.equal([0, 1, 0, 1, 0]);
  });

  for (const sequencing of ['loop', 'sweep'] as const) {
    it(`stays on the only frame of a ${sequencing}`, () => {
      expect(frames(3, { last: 0, loop: true, sequencing })).to.deep.equal([0, 0, 0]);
    });

    it(`keeps a ${sequencing} between the trims`, () => {
      const seen = frames(20, { first: 1, last: 2, loop: true, sequencing }, 1);
      expect(new Set(seen)).to.have.keys([1, 2]);
    });
  }

  it('comes in between the trims from before and from behind', () => {
    const change = { first: 1, last: 2, loop: true };
    expect(frames(4, change, 0)).to.deep.equal([0, 1, 2, 1]);
    expect(frames(4, change, 3)).to.deep.equal([3, 1, 2, 1]);
    expect(frames(4, { ...change, sequencing: 'sweep' }, 3)).to.deep.equal([3, 2, 1, 2]);
  });

  it('takes the time between two frames in either direction', () => {
    const times = [0, 10, 20, 30];
    const change: Partial<Run> = { loop: true, timeBefore: (frame) => times[frame] ?? 0 };
    const looped = [0, 10, 30, 60, 89, 90, 100];
    expect(framesAt(looped, change)).to.deep.equal([0, 1, 2, 3, 3, 0, 1]);
    const swept = [60, 89, 90, 109, 110, 119, 120, 130];
    expect(framesAt(swept, { ...change, sequencing: 'sweep' })).to.deep.equal([
      3, 3, 2, 2, 1, 1, 0, 1,
    ]);
  });

  it('goes on where there are more frames than before', () => {
    const playhead = new Playhead(2, 0);
    expect(playhead.at(15, run)).to.equal(3);
    expect(playhead.at(25, { ...run, last: 9 })).to.equal(4);
  });
});
