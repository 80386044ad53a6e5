import { expect } from 'chai';

import type { DicomError } from '../../../../src/errors.js';
import { Allowance, readInflated } from '../../../../src/source/files/inflation.js';
import { failureOf } from '../../../failure.js';

const mebibyte = 2 ** 20;

/** A stream without end, of which each piece begins as a DICOM file does; tells how many were taken. */
function endless(): { stream: ReadableStream<Uint8Array>; taken: () => number } {
  let count = 0;
  const piece = new Uint8Array(mebibyte);
  piece.set(new TextEncoder().encode('DICM'), 128);
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        count += 1;
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, taken: () => count };
}

async function failureAfter(expected?: number): Promise<[code: string, pieces: number]> {
  const { stream, taken } = endless();
  const allowance = new Allowance({ bytes: 10 * mebibyte, files: 1 });
  const failure = await failureOf(readInflated(stream, 'bomb', allowance, expected));
  return [(failure as DicomError).code, taken()];
}

describe('a file that inflates to more than there is room for', () => {
  it('is given up once it is too large', async () => {
    expect(await failureAfter()).to.deep.equal(['memory', 11]);
  });

  it('is not even begun if its archive says how large it is', async () => {
    expect(await failureAfter(11 * mebibyte)).to.deep.equal(['memory', 1]);
  });
});
