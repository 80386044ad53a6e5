import createLibjpegTurbo from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs';
import file from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm';

import type { Decode, FetchFile } from './codec.js';
import { decodeWith, startModule, type EmscriptenDecoder } from './emscripten.js';

/**
 * JPEG of 8 bits (ISO/IEC 10918-1, processes 1, 2 and 4), by libjpeg-turbo. Whether chroma becomes
 * RGB is decided by the stream's Adobe marker.
 */
export async function startCodec(fetchFile: FetchFile): Promise<Decode> {
  const { JPEGDecoder } = await startModule<{ JPEGDecoder: new () => EmscriptenDecoder }>(
    createLibjpegTurbo,
    file,
    fetchFile,
  );
  return (encoded) =>
    decodeWith(new JPEGDecoder(), encoded, () => ({ isPlanar: false, isRgb: true }));
}
