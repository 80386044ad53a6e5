import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { heard, pixels, put, sample, show } from './harness.js';

const item = 0xe000fffe;
const sequenceDelimiter = 0xe0ddfffe;
const itemHeader = 8;

/** The tag of *Pixel Data*, and how long its header is in Explicit VR Little Endian (PS3.5 7.1.2). */
const pixelData = [0xe0, 0x7f, 0x10, 0];
const pixelDataHeader = 12;

async function bytesOf(name: string): Promise<Uint8Array> {
  const response = await fetch(sample(name));
  return new Uint8Array(await response.arrayBuffer());
}

function placeOf(wanted: number[], bytes: Uint8Array): number {
  return bytes.findIndex((_, at) => wanted.every((byte, index) => bytes[at + index] === byte));
}

function itemOf(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(itemHeader + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, item, true);
  view.setUint32(4, content.length, true);
  bytes.set(content, itemHeader);
  return bytes;
}

/** A file with each of its fragments cut into several of so many bytes, without offset table. */
function inFragments(file: Uint8Array, length: number): File {
  const start = placeOf(pixelData, file) + pixelDataHeader;
  const view = new DataView(file.buffer, file.byteOffset);
  const parts: Uint8Array[] = [file.slice(0, start), itemOf(new Uint8Array())];
  let at = start + itemHeader + view.getUint32(start + 4, true);
  while (view.getUint32(at, true) === item) {
    const end = at + itemHeader + view.getUint32(at + 4, true);
    for (at += itemHeader; at < end; at += length) {
      parts.push(itemOf(file.slice(at, Math.min(at + length, end))));
    }
    at = end;
  }
  expect(view.getUint32(at, true)).to.equal(sequenceDelimiter);
  parts.push(file.slice(at));
  return new File(parts as BlobPart[], 'fragments.dcm');
}

async function showFile(file: File, frame = 0): Promise<DicomViewer> {
  const element = put({ frame: String(frame) });
  element.files = [file];
  await element.rendered;
  return element;
}

describe('Frames in several fragments', () => {
  const codecs = {
    RLE: 'MR_small_RLE.dcm',
    'JPEG-LS': 'MR_small_jpeg_ls_lossless.dcm',
    'JPEG 2000': 'MR_small_jp2klossless.dcm',
  };

  for (const [codec, name] of Object.entries(codecs)) {
    for (const length of [34, 1000]) {
      it(`of ${codec} are decoded whole, from fragments of ${String(length)} bytes`, async () => {
        const native = await show(sample('MR_small.dcm'));
        const element = await showFile(inFragments(await bytesOf(name), length));
        expect(element.frameCount).to.equal(1);
        expect(pixels(element)).to.deep.equal(pixels(native));
      });
    }
  }

  for (const frame of [0, 1]) {
    it(`of RLE are told apart without an offset table: frame ${String(frame)}`, async () => {
      const name = 'SC_rgb_rle_2frame.dcm';
      const whole = await show(sample(name), { frame: String(frame) });
      const element = await showFile(inFragments(await bytesOf(name), 500), frame);
      expect(element.frameCount).to.equal(2);
      expect(pixels(element)).to.deep.equal(pixels(whole));
    });
  }
});

describe('Native pixel data that are called compressed', () => {
  it('are shown with a warning', async () => {
    const file = await bytesOf('MR_small.dcm');
    const uid = [...new TextEncoder().encode('1.2.840.10008.1.2.1'), 0];
    const rle = new TextEncoder().encode('1.2.840.10008.1.2.5');
    file.set(rle, placeOf(uid, file));
    const element = put();
    const warnings = heard(element, 'dicom-warning');
    element.files = [new File([file as BlobPart], 'native.dcm')];
    await element.rendered;
    expect(warnings.map(({ code }) => code)).to.include('pixels');
    expect(element.metadata?.summary.transferSyntaxUID).to.equal('1.2.840.10008.1.2.1');
    const native = await show(sample('MR_small.dcm'));
    expect(pixels(element)).to.deep.equal(pixels(native));
  });
});
