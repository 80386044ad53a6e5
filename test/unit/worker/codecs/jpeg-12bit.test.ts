import { expect } from 'chai';

import { startCodec } from '../../../../src/worker/codecs/jpeg-12bit.js';
import type { FrameDescription } from '../../../../src/worker/codecs/codec.js';

const decode = await startCodec();
const description: FrameDescription = { rows: 8, columns: 8, components: 1, bitsAllocated: 16 };

/** A marker segment of JPEG. */
function segment(marker: number, ...bytes: number[]): number[] {
  return [0xff, marker, 0, bytes.length + 2, ...bytes];
}

const start = [0xff, 0xd8];
const end = [0xff, 0xd9];
const quantization = segment(0xdb, 0, ...new Array<number>(64).fill(1));
/** One component of 8 × 8 samples, unless told otherwise. */
const frame = (process = 0xc1, sampling = [0x11], columns = 8) =>
  segment(
    process,
    12,
    0,
    8,
    0,
    columns,
    sampling.length,
    ...sampling.flatMap((each, i) => [i, each, 0]),
  );
/** Two symbols, 0 and `other`, of one bit each. */
const huffman = (target: number, other: number) =>
  segment(0xc4, target, 2, ...new Array<number>(15).fill(0), 0, other);
const tables = [...quantization, ...huffman(0x00, 11), ...huffman(0x10, 1)];
const scan = segment(0xda, 1, 0, 0, 0, 63, 0);
/** A difference of the DC coefficient of 11 bits, 1024, and the end of the block. */
const block = [0b11000000, 0b00000111];

function samplesOf(...bytes: number[][]): Uint16Array {
  const decoded = decode(new Uint8Array(bytes.flat()), description);
  return new Uint16Array(decoded.samples.buffer);
}

describe('12-bit JPEG', () => {
  it('has samples of an eighth of the DC coefficient around the middle of their range', () => {
    const samples = samplesOf(start, tables, frame(), scan, block, end);
    expect([...new Set(samples)]).to.deep.equal([2048 + 1024 / 8]);
  });

  it('may lack its end, and have bytes of filling and unknown segments', () => {
    const comment = segment(0xfe, 1, 2, 3);
    const samples = samplesOf(start, [0xff], comment, tables, frame(), scan, block);
    expect(samples).to.have.length(64);
  });

  it('predicts a block from the one before, but for the first after a restart', () => {
    const wide = frame(0xc1, [0x11], 16);
    // the second block follows the first without a gap: 1 10000000000 0, twice, and filling
    const following = [0b11000000, 0b00000110, 0b00000000, 0b00111111];
    const predicted = samplesOf(start, tables, wide, scan, following, end);
    expect([predicted[0], predicted[8]]).to.deep.equal([2176, 2304]);

    const restarts = [...block, 0xff, 0xd0, ...block];
    const interval = segment(0xdd, 0, 1);
    const restarted = samplesOf(start, tables, interval, wide, scan, restarts, end);
    expect([restarted[0], restarted[8]]).to.deep.equal([2176, 2176]);
  });

  const damaged: [what: string, bytes: number[][], why: string][] = [
    ['of a scan that is cut short', [start, tables, frame(), scan, block.slice(0, 1)], 'jpeg-cut'],
    ['of a progressive process', [start, tables, frame(0xc2), scan, block], 'jpeg-12bit-process'],
    [
      'of subsampled components',
      [start, tables, frame(0xc1, [0x22, 0x11, 0x11]), scan, block],
      'jpeg-12bit-subsampled',
    ],
    ['without its tables', [start, frame(), scan, block], 'jpeg-scan-component'],
    ['without a frame', [start, tables, scan, block], 'jpeg-scan-component'],
    [
      'of a code that no table has',
      [
        start,
        quantization,
        segment(0xc4, 0, ...new Array<number>(16).fill(0)),
        huffman(0x10, 1),
        frame(),
        scan,
        block,
      ],
      'jpeg-damaged',
    ],
    ['of a segment that is cut short', [start, [0xff, 0xc1, 0, 17, 12]], 'jpeg-damaged'],
    [
      'of more coefficients than a block has',
      [
        start,
        quantization,
        huffman(0, 11),
        huffman(0x10, 0xf1),
        frame(),
        scan,
        [0b11000000, 0b00001111, 0xf7, 0xf7, 0xf7],
      ],
      'jpeg-damaged',
    ],
  ];
  for (const [what, bytes, why] of damaged) {
    it(`throws for a stream ${what}`, () => {
      expect(() => samplesOf(...bytes)).to.throw(why);
    });
  }
});
