import { expect } from 'chai';

import { startCodec } from '../../../../src/worker/codecs/rle.js';

const decode = await startCodec();
const gray = { rows: 1, columns: 6, components: 1, bitsAllocated: 8 };

/** A frame: the header with where each segment begins, and the segments. */
function frame(...segments: number[][]): Uint8Array {
  const header = new Uint32Array(16);
  header[0] = segments.length;
  segments.reduce((start, segment, index) => {
    header[index + 1] = start;
    return start + segment.length;
  }, header.byteLength);
  return new Uint8Array([...new Uint8Array(header.buffer), ...segments.flat()]);
}

function samplesOf(encoded: Uint8Array, description = gray): number[] {
  return [...decode(encoded, description).samples];
}

describe('RLE', () => {
  it('has literal runs and runs of one byte, and a code that stands for nothing', () => {
    expect(samplesOf(frame([1, 7, 8, 128, 253, 9]))).to.deep.equal([7, 8, 9, 9, 9, 9]);
  });

  it('has the bytes of a sample in segments, the most significant first', () => {
    const encoded = frame([1, 1, 2], [1, 3, 4]);
    const description = { ...gray, columns: 2, bitsAllocated: 16 };
    expect(samplesOf(encoded, description)).to.deep.equal([3, 1, 4, 2]);
  });

  it('has a plane for each component', () => {
    const encoded = frame([1, 1, 2], [1, 3, 4], [255, 5]);
    const decoded = decode(encoded, { ...gray, columns: 2, components: 3 });
    expect([...decoded.samples]).to.deep.equal([1, 2, 3, 4, 5, 5]);
    expect(decoded).to.include({ rows: 1, columns: 2, components: 3, isPlanar: true });
  });

  it('may go on behind the last sample', () => {
    expect(samplesOf(frame([251, 1, 0, 2, 5, 3, 4]))).to.deep.equal([1, 1, 1, 1, 1, 1]);
    expect(samplesOf(frame([6, 1, 2, 3, 4, 5, 6, 7]))).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(samplesOf(frame([129, 1]))).to.deep.equal([1, 1, 1, 1, 1, 1]);
  });

  const damaged: [what: string, encoded: Uint8Array, why: string][] = [
    ['without a header', new Uint8Array(63), 'rle-header'],
    [
      'of too many segments',
      frame(...Array.from({ length: 16 }, () => [])).fill(255, 0, 4),
      'rle-segment-count {"count":4294967295}',
    ],
    [
      'of another number of segments',
      frame([255, 1], [255, 1]),
      'rle-segments {"found":2,"expected":1}',
    ],
    [
      'with a segment that is too short',
      frame([252, 1]),
      'rle-segment-cut {"found":5,"expected":6}',
    ],
    [
      'whose literal run is cut short',
      frame([5, 1, 2]),
      'rle-segment-cut {"found":2,"expected":6}',
    ],
    ['whose run lacks its byte', frame([251]), 'rle-segment-cut {"found":0,"expected":6}'],
    [
      'whose segment is elsewhere',
      frame([]).fill(255, 4, 8),
      'rle-segment-cut {"found":0,"expected":6}',
    ],
  ];
  for (const [what, encoded, why] of damaged) {
    it(`throws for a frame ${what}`, () => {
      expect(() => decode(encoded, gray)).to.throw(why);
    });
  }
});
