import { expect } from 'chai';

import { standardLink } from '../../../src/tags/standard-link.js';

const folder = 'https://dicom.nema.org/medical/dicom/current/output/chtml/part06';

describe('the link to the standard', () => {
  for (const [tag, end] of [
    ['00100010', 'chapter_6.html#:~:text=(0010%2C0010)'],
    ['00020010', 'chapter_7.html#:~:text=(0002%2C0010)'],
    ['00041220', 'chapter_8.html#:~:text=(0004%2C1220)'],
    ['60023000', 'chapter_6.html#:~:text=(60xx%2C3000)'],
  ] as const) {
    it(`of ${tag} leads to its row of PS3.6`, () => {
      expect(standardLink(tag)).to.equal(`${folder}/${end}`);
    });
  }

  it('is none of what the standard does not list', () => {
    expect(['00291010', '00080000'].map(standardLink)).to.deep.equal([undefined, undefined]);
  });
});
