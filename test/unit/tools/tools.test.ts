import { expect } from 'chai';

import { isToolName } from '../../../src/tools/tools.js';

describe('the name of a tool', () => {
  it('is one in the table', () => {
    const names = ['window', 'pan', 'zoom', 'scroll', 'crosshair'];
    expect(names.filter(isToolName)).to.deep.equal(names);
  });

  it('is no other text, whatever an object inherits', () => {
    const names = ['', 'Window', 'toString', 'constructor', undefined];
    expect(names.filter(isToolName)).to.be.empty;
  });
});
