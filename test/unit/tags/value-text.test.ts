import { expect } from 'chai';

import { valueText } from '../../../src/tags/value-text.js';

describe('the text of a value', () => {
  it('is as a file has it', () => {
    expect(valueText({ vr: 'CS', Value: ['A', null, 'B'] })).to.equal(String.raw`A\\B`);
    expect(valueText({ vr: 'PN', Value: [{ Ideographic: '山田' }] })).to.equal('=山田');
    expect(valueText({ vr: 'FD', Value: [0, -1.5, null] })).to.equal('0\\-1.5\\');
    expect(valueText({ vr: 'OW' })).to.equal('');
    expect(valueText({ vr: 'SQ', Value: [{}] })).to.equal('');
  });

  it('goes no further than it is asked for, by one', () => {
    const many = { vr: 'US', Value: Array.from({ length: 70_000 }, (_, index) => index) };
    const whole = valueText(many);
    expect(valueText(many, 10)).to.equal(whole.slice(0, 11));
    expect(whole.endsWith('69999')).to.equal(true);
  });
});
