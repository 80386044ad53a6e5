import { expect } from 'chai';

import { OwnPython } from '../../../src/pipeline/own-python.js';
import { failureOf } from '../../failure.js';

describe('the script of a pipeline’s Python', () => {
  it('that is damaged is not run, and named', async () => {
    const whole = new TextEncoder().encode('self.ran = 1');
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', whole));
    const integrity = `sha256-${btoa(String.fromCharCode(...digest))}`;
    // the hash of another script than the one that comes
    const url = new URL('/dist/pipeline-frame.js', location.href).href;
    const own = new OwnPython({
      files: Promise.resolve({
        'pyodide.asm.js': { url, integrity },
        'pipeline-worker.js': { url },
        'pipeline-frame.js': { url },
      }),
      isExposed: false,
      hasPackages: false,
      isAllowed: () => false,
    });
    const failure = (await failureOf(own.ready)) as Error;
    expect(failure.message).to.include('pipeline-frame.js').and.to.include('damaged');
    expect(own.isAlive).to.equal(false);
    expect(document.querySelector('iframe')).to.equal(null);
  });
});
