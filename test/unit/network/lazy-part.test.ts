import { expect } from 'chai';

import { LazyPart } from '../../../src/network/lazy-part.js';

describe('a part that is fetched when it is needed', () => {
  let updates: number;
  const host = {
    renderRoot: document.createElement('div'),
    requestUpdate: () => {
      updates += 1;
    },
  };

  const own = () => new URL('/dist/input.js', location.href);
  const nothing = () => new URL('/nothing.js', location.href);

  beforeEach(() => {
    updates = 0;
  });

  it('is made once of its module, and the element updated', async () => {
    let made = 0;
    const part = new LazyPart(host, 'input.js', own, (module) => {
      made += 1;
      return Object.keys(module);
    });
    expect([part.current, made]).to.deep.equal([undefined, 0]);
    await Promise.all([part.fetch(), part.fetch()]);
    expect(part.current).to.deep.equal(['UserInput']);
    expect([made, updates]).to.deep.equal([1, 1]);
  });

  it('is missing where the module can not be had, which is not tried again at once', async () => {
    const { fetch } = globalThis;
    let asked = 0;
    globalThis.fetch = () => {
      asked += 1;
      return Promise.resolve(new Response(null, { status: 503 }));
    };
    const part = new LazyPart(host, 'nothing.js', nothing, () => 'made');
    await part.fetch();
    await part.fetch();
    globalThis.fetch = fetch;
    expect([part.current, updates, asked]).to.deep.equal([undefined, 0, 1]);
  });
});
