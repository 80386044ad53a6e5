import { expect } from 'chai';

import { fill } from '../../../src/languages/fill.js';

describe('a template', () => {
  it('has parameters in place of their names in braces', () => {
    const text = fill('{frame} of {count}: {frame}', { frame: 5, count: '12' });
    expect(text).to.equal('5 of 12: 5');
  });

  it('takes a text from a file as it is', () => {
    expect(fill('{title} ({count})', { title: '{count} $& $1', count: 3 })).to.equal(
      '{count} $& $1 (3)',
    );
  });

  it('keeps braces for which there is no parameter', () => {
    expect(fill('{a} {b}', { a: 0 })).to.equal('0 {b}');
  });
});
