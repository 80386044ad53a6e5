import file from '@cornerstonejs/codec-openjpeg/decodewasm';
import createOpenJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';

import type { Decode, DecodedFrame, FetchFile } from './codec.js';
import { CodecError } from './codec-error.js';
import { decodeWith, startModule, type EmscriptenDecoder } from './emscripten.js';

/** The box of a JP2 file that holds the codestream (ISO/IEC 15444-1 I.5.4). */
const codestreamBox = 0x6a703263;

/** A codestream begins with two markers and its sizes (A.5.1); where what stands there. */
const markers = 0xff4fff51;
const capabilities = 6;
const componentCount = 40;
const depth = 42;

/** Of the capabilities: what ISO/IEC 15444-2 adds. Of the depth, which is one less: negative samples. */
const part2 = 0x8000;
const signed = 0x80;

/**
 * JPEG 2000 and High-Throughput JPEG 2000 (ISO/IEC 15444-1 and -15), by OpenJPEG, which undoes the
 * transforms of YBR_ICT and YBR_RCT; a stream without one stays in the colour space that the file
 * names.
 */
export async function startCodec(fetchFile: FetchFile): Promise<Decode> {
  const { J2KDecoder } = await startModule<{ J2KDecoder: new () => EmscriptenDecoder }>(
    createOpenJpeg,
    file,
    fetchFile,
  );
  const decode = (stream: Uint8Array) =>
    decodeWith(new J2KDecoder(), stream, () => ({ isPlanar: false, isRgb: false }));
  return (encoded) => {
    const start = startOfCodestream(encoded);
    if (start + depth >= encoded.length) {
      return decode(encoded); // damaged
    }
    const sizes = new DataView(encoded.buffer, encoded.byteOffset + start);
    if (sizes.getUint16(capabilities) & part2) {
      // OpenJPEG passes over extensions that it doesn't know: the samples would be others.
      throw new CodecError('jpeg2000-part-2');
    }
    const isSignedByte = (sizes.getUint8(depth) & ~7) === signed;
    return sizes.getUint16(componentCount) === 1 && isSignedByte
      ? decodeSignedBytes(encoded, start + depth, decode)
      : decode(encoded);
  };
}

/**
 * Where the codestream begins, if there is one: DICOM has it bare (PS3.5 A.4.4), and some files in
 * the boxes of JP2 (ISO/IEC 15444-1 I.4).
 */
function startOfCodestream(encoded: Uint8Array): number {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  for (let at = 0; at + 12 <= encoded.length;) {
    if (view.getUint32(at) === markers) {
      return at;
    }
    const isFound = view.getUint32(at + 4) === codestreamBox;
    at += isFound ? 8 : Math.max(view.getUint32(at), 8);
  }
  return Infinity;
}

/**
 * The codec cuts negative samples off where a sample is a byte. Told that they are unsigned, it
 * raises them by half of their range instead (ISO/IEC 15444-1 G.1.2), which is taken back here.
 */
function decodeSignedBytes(
  encoded: Uint8Array,
  depthAt: number,
  decode: (stream: Uint8Array) => DecodedFrame,
) {
  const stream = encoded.slice();
  const lessOne = (stream[depthAt] ?? 0) & ~signed;
  stream[depthAt] = lessOne;
  const frame = decode(stream);
  // an array of its own kind: the codec's is one that clamps
  const samples = Uint8Array.from(frame.samples, (sample) => sample - (1 << lessOne));
  return { ...frame, samples };
}
