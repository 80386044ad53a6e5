import { expect } from 'chai';

import { countText, numberText, valueText } from '../../../src/languages/numbers.js';

describe('a number', () => {
  it('is written as the language has it', () => {
    const written = ['en', 'de', 'es'].map((tag) => numberText(12345.5, tag));
    expect(written).to.deep.equal(['12,345.5', '12.345,5', '12.345,5']);
    const options = { minimumFractionDigits: 2 };
    expect(numberText(2, 'ja', options)).to.equal('2.00');
    expect(numberText(2, 'ja')).to.equal('2');
  });

  it('of a frame has no thousands apart', () => {
    const written = ['en', 'de', 'ar-EG'].map((tag) => countText(12345, { tag }));
    expect(written).to.deep.equal(['12345', '12345', '١٢٣٤٥']);
  });
});

describe('a value in modality units', () => {
  const values: [value: number, english: string, german: string][] = [
    [40, '40', '40'],
    [-600, '-600', '-600'],
    [-0, '0', '0'],
    [1500.25, '1500.25', '1500,25'],
    [0.123456, '0.1235', '0,1235'],
    [12345.678, '12345.7', '12345,7'],
  ];
  for (const [value, english, german] of values) {
    it(`of ${value} is “${english}”, in German “${german}”`, () => {
      const written = ['en', 'de'].map((tag) => valueText(value, { tag }));
      expect(written).to.deep.equal([english, german]);
    });
  }
});
