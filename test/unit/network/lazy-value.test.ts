import { expect } from 'chai';

import { lazyValue } from '../../../src/network/lazy-value.js';
import { failureOf } from '../../failure.js';

describe('a lazy value', () => {
  /** What makes a value at the second try. */
  function maker() {
    let tries = 0;
    return () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('missing')) : Promise.resolve(tries);
    };
  }

  it('is made once, when it is first asked for', async () => {
    let made = 0;
    const value = lazyValue(() => Promise.resolve(++made));
    expect(made).to.equal(0);
    expect(await Promise.all([value(), value()])).to.deep.equal([1, 1]);
    expect(await value()).to.equal(1);
  });

  it('is made again after a failure', async () => {
    const value = lazyValue(maker());
    expect(await failureOf(value())).to.include({ message: 'missing' });
    expect(await value()).to.equal(2);
    expect(await value()).to.equal(2);
  });

  it('is let alone for a pause after a failure', async () => {
    let time = 0;
    performance.now = () => time;
    try {
      const value = lazyValue(maker(), 1000);
      await failureOf(value());
      time = 999;
      expect(await failureOf(value())).to.include({ message: 'missing' });
      time = 1000;
      expect(await value()).to.equal(2);
    } finally {
      Reflect.deleteProperty(performance, 'now');
    }
  });
});
