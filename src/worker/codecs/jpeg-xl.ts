import file from '@cornerstonejs/codec-libjxl/decodewasm';
import createLibjxl from '@cornerstonejs/codec-libjxl/decodewasmjs';

import type { Decode, FetchFile } from './codec.js';
import { decodeWith, startModule, type EmscriptenDecoder } from './emscripten.js';

/** The type of the box with a JPEG's reconstruction data, in ASCII, and the size of a box's header. */
const jbrd = 0x6a627264;
const boxHeader = 8;

/**
 * JPEG XL (ISO/IEC 18181), by libjxl, which undoes the stream's own colour transform: XYB, or the
 * YCbCr of a JPEG. A stream without one stays in the colour space that the file names.
 */
export async function startCodec(fetchFile: FetchFile): Promise<Decode> {
  const { JpegXLDecoder } = await startModule<{ JpegXLDecoder: new () => EmscriptenDecoder }>(
    createLibjxl,
    file,
    fetchFile,
  );
  return (encoded) =>
    decodeWith(new JpegXLDecoder(), encoded, () => ({
      isPlanar: false,
      isRgb: isRecompressedJpeg(encoded),
    }));
}

/** Whether the container (ISO/IEC 18181-2) has what it takes to make a JPEG again: that stream was one. */
function isRecompressedJpeg(encoded: Uint8Array): boolean {
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  let at = 0;
  while (at + boxHeader <= encoded.length) {
    if (view.getUint32(at + 4) === jbrd) {
      return true;
    }
    const length = view.getUint32(at);
    if (length < boxHeader) {
      return false; // the last box, or one of more than 4 GB
    }
    at += length;
  }
  return false;
}
