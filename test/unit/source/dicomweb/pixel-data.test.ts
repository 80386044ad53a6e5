import { expect } from 'chai';

import { joined } from '../../../../src/network/fetch.js';
import type { JsonDataSet } from '../../../../src/source/dicomweb/data-set.js';
import { filePartsOf, type EncodedFrame } from '../../../../src/source/dicomweb/pixel-data.js';

const bigEndian = '1.2.840.10008.1.2.2';

function imageOf(numbers: Record<string, number>, more: JsonDataSet = {}): JsonDataSet {
  const elements = Object.entries(numbers).map(([tag, number]) => [
    tag,
    { vr: 'US', Value: [number] },
  ]);
  return { ...(Object.fromEntries(elements) as JsonDataSet), ...more };
}

const twoPixels = { '00280010': 1, '00280011': 2, '00280002': 1 };

function fileOf(dataSet: JsonDataSet, frame: EncodedFrame): number[] {
  const parts = filePartsOf(dataSet, frame);
  expect(parts).not.to.equal(undefined);
  return parts ? [...joined([parts.head, parts.item, parts.frame(frame), parts.tail])] : [];
}

function textOf(file: readonly number[]): string {
  return String.fromCharCode(...file);
}

describe('the file of a frame', () => {
  for (const [bits, expected] of [
    [16, [2, 1, 4, 3]],
    [32, [4, 3, 2, 1, 8, 7, 6, 5]],
  ] as const) {
    it(`is little endian, also of samples of ${String(bits)} bits in big endian`, () => {
      const bytes = Uint8Array.from({ length: bits / 4 }, (_, index) => index + 1);
      const dataSet = imageOf({ ...twoPixels, '00280100': bits });
      const file = fileOf(dataSet, { bytes, transferSyntax: bigEndian });
      expect(file.slice(-bytes.length)).to.deep.equal(expected);
      expect(textOf(file)).to.contain('1.2.840.10008.1.2.1\0');
    });
  }

  it('holds one of single bits that does not end with a byte', () => {
    const bytes = Uint8Array.of(0b11, 0);
    const file = fileOf(imageOf({ ...twoPixels, '00280100': 1 }), { bytes, transferSyntax: '' });
    expect(file.slice(-2)).to.deep.equal([0b11, 0]);
  });

  it('can not be that of several that do not end with bytes', () => {
    const dataSet = imageOf({ ...twoPixels, '00280100': 1, '00280008': 2 });
    const frame = { bytes: Uint8Array.of(3), transferSyntax: bigEndian };
    expect(filePartsOf(dataSet, frame)).to.equal(undefined);
  });

  it('names no transfer syntax where none is known', () => {
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff);
    const dataSet = imageOf({ ...twoPixels, '00280100': 8 });
    const file = fileOf(dataSet, { bytes, transferSyntax: '*' });
    expect(textOf(file)).not.to.match(/1\.2\.840\.10008\.1\.2/);
    const item = [0xfe, 0xff, 0, 0xe0, 4, 0, 0, 0, 0xff, 0xd8, 0xff, 0];
    expect(file.slice(-20)).to.deep.equal([...item, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  });

  it('is in Unicode, whatever its metadata say of their character sets', () => {
    const name = {
      '00080005': { vr: 'CS', Value: ['ISO_IR 100'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Ä' }] },
    };
    const within = { '00081140': { vr: 'SQ', Value: [name, null] } };
    const bytes = Uint8Array.of(1, 2);
    for (const more of [name, within]) {
      const dataSet = imageOf({ ...twoPixels, '00280100': 8 }, more);
      const text = textOf(fileOf(dataSet, { bytes, transferSyntax: bigEndian }));
      expect(text).to.contain('\b\0\x05\0CS\n\0ISO_IR 192');
      expect(text).not.to.contain('ISO_IR 100');
      expect(text).to.contain('\xc3\x84');
    }
  });
});
