import { expect } from 'chai';

import { StallTimer } from '../../../src/network/stall-timer.js';
import { clockOfSuite } from '../../clock.js';

describe('a stall timer', () => {
  const clock = clockOfSuite();
  let stalls: number;
  let timer: StallTimer;

  beforeEach(() => {
    stalls = 0;
    timer = new StallTimer(60_000, () => (stalls += 1));
    timer.restart();
  });
  afterEach(() => {
    timer.stop();
  });

  it('ends once, after its limit', () => {
    clock.pass(59_999);
    expect(stalls).to.equal(0);
    clock.pass(1);
    expect(stalls).to.equal(1);
    clock.pass(600_000);
    expect(stalls).to.equal(1);
  });

  it('begins anew when it is restarted', () => {
    clock.pass(59_999);
    timer.restart();
    clock.pass(59_999);
    expect(stalls).to.equal(0);
  });

  it('doesn’t end once it is stopped', () => {
    clock.pass(30_000);
    timer.stop();
    clock.pass(600_000);
    expect(stalls).to.equal(0);
  });

  for (const begin of [0, 1000, 54_000, 59_000]) {
    it(`has its whole limit after a suspension that began after ${String(begin)} ms`, () => {
      clock.pass(begin);
      clock.suspend(66_000);
      clock.pass(59_999);
      expect(stalls).to.equal(0);
      clock.pass(1);
      expect(stalls).to.equal(1);
    });
  }
});
