import { expect } from 'chai';

import { DicomError, dicomErrorCodes } from '../../src/errors.js';
import { language as german } from '../../src/languages/de/language.js';
import { learnEnglish } from '../../src/languages/english.js';
import { laterMessages } from './all-english.js';

learnEnglish(laterMessages); // as they come later

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
      'export',
      'pipeline',
      'internal',
    ]);
  });

  for (const code of dicomErrorCodes) {
    it(`say what to do about ${code}`, () => {
      expect(new DicomError(code, 'no-file').advice).to.match(/^[A-Z].*\.$/);
    });
  }
});

describe('a DicomError', () => {
  it('is an error with a name, a code, a sentence and a cause', () => {
    const cause = new Error('below');
    const parameters = { frame: 3, why: { reason: 'jpeg-cut', parameters: {} } } as const;
    const error = new DicomError('decode', 'frame-undecodable', parameters, { cause });
    expect(error).to.be.instanceOf(Error);
    const message = "Frame 3 can't be decoded. The JPEG scan ends early.";
    expect(error).to.include({ name: 'DicomError', code: 'decode', message });
    expect(error.cause).to.equal(cause);
  });

  it('is said in another language', () => {
    const parameters = { limit: 4096 };
    const error = new DicomError('memory', 'too-many-files', parameters);
    error.translate(german);
    expect(error).to.deep.include({ code: 'memory', reason: 'too-many-files', parameters });
    expect(error.message).to.equal('Es sind mehr als 4.096 Dateien.');
    expect(error.advice).to.match(/^Schließen Sie andere Seiten/);
  });

  it('has the reason and the parameters of its sentence', () => {
    const parameters = { url: 'https://example.org/ct.dcm', status: '404' };
    const error = new DicomError('network', 'http-status', parameters);
    expect(error).to.deep.include({ reason: 'http-status', parameters, metadata: null });
    expect(new DicomError('no-image', 'nothing-shown').parameters).to.deep.equal({});
  });

  it('is refused by the compiler with a wrong reason or wrong parameters', () => {
    // @ts-expect-error there is no such reason
    const unknown = () => new DicomError('network', 'no-such-reason');
    // @ts-expect-error the sentence has a status, too
    const missing = () => new DicomError('network', 'http-status', { url: '' });
    // @ts-expect-error the sentence has no URL
    const surplus = () => new DicomError('not-dicom', 'not-dicom', { url: '' });
    // @ts-expect-error the sentence has no status
    const more = () => new DicomError('network', 'url-unreachable', { url: '', status: '' });
    expect([unknown, missing, surplus, more]).to.have.length(4);
  });

  it('is passed through', () => {
    const error = new DicomError('not-dicom', 'not-dicom');
    expect(DicomError.from(error)).to.equal(error);
  });

  it('wraps any other error as internal', () => {
    const cause = new TypeError('x is undefined.');
    const error = DicomError.from(cause);
    const message = 'An unexpected error occurred: x is undefined.';
    expect(error).to.include({ code: 'internal', reason: 'unexpected', message });
    expect(error.parameters).to.deep.equal({ detail: 'x is undefined' });
    expect(error.cause).to.equal(cause);
  });

  it('wraps also what is no error', () => {
    const { code, parameters } = DicomError.from('a text');
    expect([code, parameters]).to.deep.equal(['internal', { detail: 'a text' }]);
  });
});
