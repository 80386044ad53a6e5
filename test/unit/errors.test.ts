import { expect } from 'chai';

import { DicomError, dicomErrorCodes } from '../../src/errors.js';

describe('the error codes', () => {
  it('are a closed list', () => {
    expect(dicomErrorCodes).to.deep.equal([
      'network',
      'cors',
      'not-dicom',
      'truncated',
      'no-image',
      'transfer-syntax',
      'decode',
      'memory',
      'runtime',
      'internal',
    ]);
  });

  for (const code of dicomErrorCodes) {
    it(`say what to do about ${code}`, () => {
      expect(new DicomError(code, '').advice).to.match(/^[A-Z].*\.$/);
    });
  }
});

describe('a DicomError', () => {
  it('is an error with a name, a code, a message and a cause', () => {
    const cause = new Error('below');
    const error = new DicomError('decode', 'Frame 3 is broken.', { cause });
    expect(error).to.be.instanceOf(Error);
    expect(error).to.include({ name: 'DicomError', code: 'decode', message: 'Frame 3 is broken.' });
    expect(error.cause).to.equal(cause);
  });

  it('is passed through', () => {
    const error = new DicomError('cors', 'closed');
    expect(DicomError.from(error)).to.equal(error);
  });

  it('wraps any other error as internal', () => {
    const cause = new TypeError('x is undefined');
    const error = DicomError.from(cause);
    expect(error).to.include({ code: 'internal', message: 'x is undefined' });
    expect(error.cause).to.equal(cause);
  });

  it('wraps also what is no error', () => {
    expect(DicomError.from('a text')).to.include({ code: 'internal', message: 'a text' });
  });
});
