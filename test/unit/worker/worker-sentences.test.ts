import { expect } from 'chai';

import type { WorkerMessage } from '../../../src/protocol/messages.js';
import { sentencesOf } from '../../../src/worker/worker-sentences.js';

const empty = { reason: 'lut-empty', parameters: {} } as const;
const cut = { reason: 'jpeg-cut', parameters: {} } as const;
const sentences = {
  'lut-empty': 'The table has no entries.',
  'jpeg-cut': 'The JPEG scan ends early.',
  'lut-ignored': 'A lookup table is ignored. {why}',
  'frame-undecodable': "Frame {frame} can't be decoded. {why}",
};

describe('the sentences that the worker sends', () => {
  const messages: [WorkerMessage, reasons: (keyof typeof sentences)[]][] = [
    [{ type: 'pong' }, []],
    [{ type: 'ready', phases: [] }, []],
    [{ type: 'reply', id: 1, value: null, warnings: [] }, []],
    [{ type: 'fatal', why: empty }, ['lut-empty']],
    [
      { type: 'reply', id: 1, value: null, warnings: [{ code: 'pixels', ...cut }, ignored(empty)] },
      ['jpeg-cut', 'lut-ignored', 'lut-empty'],
    ],
    [failure(ignored([cut, empty])), ['frame-undecodable', 'lut-ignored', 'lut-empty', 'jpeg-cut']],
  ];
  for (const [message, reasons] of messages) {
    it(`with ${JSON.stringify(message)} are those of ${reasons.join(', ') || 'nothing'}`, () => {
      const expected = Object.fromEntries(reasons.map((reason) => [reason, sentences[reason]]));
      expect(sentencesOf(message)).to.deep.equal(expected);
    });
  }

  it('are not those that the page has', () => {
    const why = { reason: 'unexpected', parameters: { detail: 'x' } } as const;
    expect(sentencesOf({ type: 'fatal', why })).to.deep.equal({});
  });
});

function ignored(why: typeof empty | [typeof cut, typeof empty]) {
  return { code: 'metadata', reason: 'lut-ignored', parameters: { why } } as const;
}

function failure({ reason, parameters }: ReturnType<typeof ignored>): WorkerMessage {
  const why = { reason, parameters };
  const error = { code: 'decode', reason: 'frame-undecodable', metadata: null } as const;
  return { type: 'failure', id: 1, error: { ...error, parameters: { frame: 3, why } } };
}
