import { expect } from 'chai';

import { isIdentifying } from '../../../src/view/identity.js';

describe('what identifies a person', () => {
  // Read in PS3.15 Table E.1-1, from all over it.
  for (const tag of [
    '00020003', // Media Storage SOP Instance UID
    '00080018', // SOP Instance UID
    '00080090', // Referring Physician's Name
    '00081140', // Referenced Image Sequence
    '00100010', // Patient's Name
    '00104000', // Patient Comments
    '00120040', // Clinical Trial Subject ID
    '00181000', // Device Serial Number
    '00200052', // Frame of Reference UID
    '00321030', // Reason for Study
    '0040A730', // Content Sequence
    '300A0004', // RT Plan Description
    '50003000', // Curve Data
    '60023000', // Overlay Data
    '60044000', // Overlay Comments
    '00291010', // private
  ]) {
    it(`is ${tag}`, () => {
      expect(isIdentifying(tag)).to.equal(true);
    });
  }

  for (const tag of ['00080016', '00080060', '00180050', '00280010', '60000010', '7FE00010']) {
    it(`isn't ${tag}`, () => {
      expect(isIdentifying(tag)).to.equal(false);
    });
  }
});
