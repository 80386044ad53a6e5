import { expect } from 'chai';

import { CodedError, failureOf } from '../../../src/protocol/coded-error.js';

describe('what the worker throws', () => {
  it('crosses to the page with its code, reason and parameters', () => {
    const parameters = { url: 'python.zip', status: '404' };
    const error = new CodedError('runtime', 'runtime-file', parameters);
    const failure = { code: 'runtime', reason: 'runtime-file', parameters, metadata: null };
    expect(failureOf(error)).to.deep.equal(failure);
    expect(structuredClone(failureOf(error))).to.deep.equal(failure);
  });

  it('keeps its cause', () => {
    const cause = new Error('below');
    const error = new CodedError(
      'network',
      'decoder-unfetched',
      { codec: 'rle', detail: 'x' },
      { cause },
    );
    expect(error.cause).to.equal(cause);
  });

  it('is internal if nobody foresaw it', () => {
    expect(failureOf(new TypeError('x is undefined'))).to.deep.equal({
      code: 'internal',
      reason: 'unexpected',
      parameters: { detail: 'x is undefined' },
      metadata: null,
    });
  });
});
