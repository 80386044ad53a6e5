import { expect } from 'chai';

import { occasional } from '../../../src/display/occasional.js';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is done occasionally', () => {
  it('is done at once', () => {
    let count = 0;
    occasional(1000, () => count++)();
    expect(count).to.equal(1);
  });

  it('is done once more for all that is asked for meanwhile', async () => {
    let count = 0;
    const act = occasional(20, () => count++);
    act();
    act();
    act();
    expect(count).to.equal(1);
    await pause(100);
    expect(count).to.equal(2);
    act();
    expect(count).to.equal(3);
  });
});
