import { expect } from 'chai';

import { failureOf } from '../../failure.js';
import { heard, show } from '../harness.js';
import { ct, edit, putPipeline } from './pipeline.js';

/** What a pipeline may do to its Python, if `bad` is true; all of it makes threes otherwise. */
const troubles = {
  'a loop without end': 'while True: pass',
  '3 GB of zeros': 'return np.zeros(3 * 2**30, np.uint8)',
  'a recursion without end': 'return troubled(pixels, bad)',
  'a NumPy that is no more': 'np.empty = np.ndarray.reshape = None; np.asarray = None',
  'the end of Python': 'import os, signal; os.kill(os.getpid(), signal.SIGABRT); os.abort()',
};

for (const [name, statement] of Object.entries(troubles)) {
  it(`${name} ends the pipeline’s Python and no other; the next change tries again`, async () => {
    const other = await show(ct);
    const value = await other.pixelAt(10, 20);
    const code = `
      import numpy as np
      def troubled(pixels, bad: bool = True):
        if bad:
          ${statement}
        return pixels * 0 + 3`;
    const element = putPipeline(code, { 'pipeline-timeout': '2' });
    const errors = heard(element, 'dicom-error');
    const failing = failureOf(element.rendered);
    other.windowCenter = 7;
    await other.rendered;
    expect(await failing).to.include({ code: 'pipeline' });
    expect(await element.pixelAt(10, 20)).to.equal(value);
    element.parameters = { bad: false };
    await element.rendered;
    expect(await element.pixelAt(10, 20)).to.equal(3);
    expect(errors.map((error) => error.code)).to.deep.equal(['pipeline']);
    expect(await other.pixelAt(10, 20)).to.equal(value);
  });
}

it('what ends its Python three times in a row is off until it is edited', async () => {
  const code = 'def endless(pixels, n: int = 0):\n  while True: pass';
  const element = putPipeline(code, { 'pipeline-timeout': '2' });
  const reasons: unknown[] = [];
  for (const n of [1, 2, 3, 4]) {
    element.parameters = { n };
    reasons.push(((await failureOf(element.rendered)) as { reason?: string }).reason);
  }
  const silent = 'pipeline-silent';
  expect(reasons).to.deep.equal([silent, silent, silent, 'pipeline-off']);
  edit(element, 'def threes(pixels): return pixels * 0 + 3');
  await element.rendered;
  expect(await element.pixelAt(10, 20)).to.equal(3);
});
