import createOpenJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';

import type { Decode } from './codec.js';
import { decodeWith, startModule, type EmscriptenDecoder } from './emscripten.js';

/**
 * JPEG 2000 (ISO/IEC 15444-1), by OpenJPEG, which undoes the transforms of YBR_ICT and YBR_RCT; a
 * stream without one stays in the colour space that the file names.
 */
export async function startCodec(): Promise<Decode> {
  const url = new URL('openjpegwasm_decode.wasm', import.meta.url);
  const { J2KDecoder } = await startModule<{ J2KDecoder: new () => EmscriptenDecoder }>(
    createOpenJpeg,
    url,
  );
  return (encoded) =>
    decodeWith(new J2KDecoder(), encoded, () => ({ isPlanar: false, isRgb: false }));
}
