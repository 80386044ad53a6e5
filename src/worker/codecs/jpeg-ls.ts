import createCharls from '@cornerstonejs/codec-charls/decodewasmjs';
import file from '@cornerstonejs/codec-charls/decodewasm';

import type { Decode, FetchFile } from './codec.js';
import { decodeWith, startModule, type EmscriptenDecoder } from './emscripten.js';

interface JpegLsDecoder extends EmscriptenDecoder {
  /** 0: by plane, 1: by line, 2: by sample; the codec gives pixels for the latter two. */
  getInterleaveMode(): number;
}

/** JPEG-LS, lossless and near-lossless (ISO/IEC 14495-1), by CharLS. */
export async function startCodec(fetchFile: FetchFile): Promise<Decode> {
  const { JpegLSDecoder } = await startModule<{ JpegLSDecoder: new () => JpegLsDecoder }>(
    createCharls,
    file,
    fetchFile,
  );
  return (encoded) =>
    decodeWith(new JpegLSDecoder(), encoded, (decoder) => ({
      isPlanar: decoder.getInterleaveMode() === 0,
      isRgb: false,
    }));
}
