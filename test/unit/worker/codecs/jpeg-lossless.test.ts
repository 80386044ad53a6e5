import { expect } from 'chai';

import type { DecodedFrame } from '../../../../src/worker/codecs/codec.js';
import { startCodec } from '../../../../src/worker/codecs/jpeg-lossless.js';

/** A stream and what it was made of: see test/fixtures/jpeg_lossless.py. */
interface Stream {
  name: string;
  rows: number;
  columns: number;
  components: number;
  /** In base 64. */
  encoded: string;
  samples: string;
}

const response = await fetch('/.cache/fixtures/jpeg-lossless.json');
const streams = (await response.json()) as Stream[];
const codec = await startCodec();

/** Decodes a stream, which says all of itself. */
function decode(stream: Uint8Array): DecodedFrame {
  return codec(stream, { rows: 0, columns: 0, components: 0, bitsAllocated: 0 });
}

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function streamOf(name: string): Uint8Array {
  return bytes(streams.find((stream) => stream.name === name)?.encoded ?? '');
}

/** The stream with other bytes behind the first marker of a kind. */
function patched(stream: Uint8Array, marker: number, offset: number, value: number): Uint8Array {
  const at = stream.findIndex((byte, i) => byte === 0xff && stream[i + 1] === marker);
  return stream.map((byte, i) => (i === at + offset ? value : byte));
}

describe('the JPEG lossless codec', () => {
  for (const { name, rows, columns, components, encoded, samples } of streams) {
    it(`decodes a stream with ${name}`, () => {
      const frame = decode(bytes(encoded));
      expect([frame.rows, frame.columns, frame.components]).to.deep.equal([
        rows,
        columns,
        components,
      ]);
      expect([...frame.samples]).to.deep.equal([...bytes(samples)]);
    });
  }

  it('decodes a stream whose last marker is cut off', () => {
    const stream = streamOf('8 bits');
    expect(decode(stream.subarray(0, -2)).samples).to.deep.equal(decode(stream).samples);
  });

  it('refuses a stream that ends early, wherever it does', () => {
    const stream = streamOf('a scan each component');
    for (let length = 0; length < stream.length - 3; length += 7) {
      expect(() => decode(stream.subarray(0, length)), String(length)).to.throw();
    }
  });

  it('refuses what it would decode to other samples', () => {
    const stream = streamOf('selection value 1, 8 bits, components 3');
    const refused: [number, number, number, string][] = [
      [0xc3, 1, 0xc0, 'jpeg-lossless-process'],
      [0xc3, 11, 0x21, 'jpeg-lossless-subsampled'],
      [0xc3, 10, 9, 'jpeg-scan-component'],
      [0xdd, 5, 5, 'jpeg-restart-in-row'],
      [0xda, 11, 0, 'jpeg-selection-value {"value":0}'],
      [0xda, 6, 0x30, 'jpeg-damaged'],
      [0xc4, 1, 0, 'jpeg-damaged'],
    ];
    for (const [marker, offset, value, reason] of refused) {
      expect(() => decode(patched(stream, marker, offset, value)), reason).to.throw(reason);
    }
  });
});
