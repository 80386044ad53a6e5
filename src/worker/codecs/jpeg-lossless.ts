import { Decoder } from 'jpeg-lossless-decoder-js';

import type { Decode, DecodedFrame } from './codec.js';

/** JPEG lossless, all selection values (ISO/IEC 10918-1, process 14), without colour conversion. */
export function startCodec(): Promise<Decode> {
  return Promise.resolve(decode);
}

function decode(encoded: Uint8Array): DecodedFrame {
  const decoder = new Decoder();
  const { buffer, byteOffset, byteLength } = encoded;
  const samples = decoder.decompress(buffer, byteOffset, byteLength);
  return {
    samples: new Uint8Array(samples),
    columns: decoder.xDim,
    rows: decoder.yDim,
    components: decoder.numComp,
    isPlanar: false,
    isRgb: false,
  };
}
