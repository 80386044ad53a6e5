import { instantiate, TYPE_RGB_8 } from 'lcms-wasm';
import file from 'lcms-wasm/dist/lcms.wasm';

import type { Decode, FetchFile } from './codec.js';
import { CodecError } from './codec-error.js';
import { startModule } from './emscripten.js';

/** How many bytes are converted at a time, so that a large frame isn't held twice. */
const chunkLength = 3 << 20;

/**
 * The colours of an ICC profile (ICC.1) as sRGB's, by Little CMS and the rendering intent that the
 * profile names. It is lent as a codec is: a frame is RGB of a byte each, and behind it the profile.
 */
export async function startCodec(fetchFile: FetchFile): Promise<Decode> {
  const lcms = await startModule(instantiate, file, fetchFile);
  const srgb = lcms._cmsCreate_sRGBProfile();

  /** Calls a function with the address of bytes in the library's memory. */
  function withBytes<T>(bytes: Uint8Array, use: (address: number) => T): T {
    const address = lcms._malloc(bytes.length);
    if (!address) {
      throw new CodecError('profile-too-large');
    }
    try {
      lcms.HEAPU8.set(bytes, address);
      return use(address);
    } finally {
      lcms._free(address);
    }
  }

  /** Opens a profile as the library has it; its own wrapper would put it on a stack of 64 kB. */
  function open(profile: Uint8Array): number {
    const opened = withBytes(profile, (address) =>
      lcms._cmsOpenProfileFromMem(address, profile.length),
    );
    if (!opened) {
      throw new CodecError('profile-damaged');
    }
    return opened;
  }

  function createTransform(profile: Uint8Array): number {
    const opened = open(profile);
    const intent = lcms._cmsGetHeaderRenderingIntent(opened);
    const transform = lcms._cmsCreateTransform(opened, TYPE_RGB_8, srgb, TYPE_RGB_8, intent, 0);
    lcms._cmsCloseProfile(opened);
    if (!transform) {
      throw new CodecError('profile-not-rgb');
    }
    return transform;
  }

  /** The last profile and its transform: that of a table is long in the making. */
  let last = { profile: new Uint8Array(), transform: 0 };

  function transformOf(profile: Uint8Array): number {
    const isLast =
      profile.length === last.profile.length &&
      profile.every((byte, at) => byte === last.profile[at]);
    if (!isLast) {
      const transform = createTransform(profile);
      if (last.transform) {
        lcms._cmsDeleteTransform(last.transform);
      }
      last = { profile: profile.slice(), transform };
    }
    return last.transform;
  }

  function convert(profile: Uint8Array, rgb: Uint8Array): Uint8Array {
    const transform = transformOf(profile);
    const converted = new Uint8Array(rgb.length);
    for (let start = 0; start < rgb.length; start += chunkLength) {
      const chunk = rgb.subarray(start, start + chunkLength);
      withBytes(chunk, (address) => {
        lcms._cmsDoTransform(transform, address, address, chunk.length / 3);
        converted.set(lcms.HEAPU8.subarray(address, address + chunk.length), start);
      });
    }
    return converted;
  }

  return (encoded, { rows, columns }) => {
    const length = rows * columns * 3;
    const samples = convert(encoded.subarray(length), encoded.subarray(0, length));
    return { samples, rows, columns, components: 3, isPlanar: false, isRgb: true };
  };
}
