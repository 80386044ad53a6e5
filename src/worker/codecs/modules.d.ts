/** The codecs' packages, which bring no types: as much of each as is used. */

/** A decoder of the Cornerstone project, compiled to WebAssembly. */
declare module '*/decodewasmjs' {
  const create: import('./emscripten.js').ModuleFactory<never>;
  export default create;
}

declare module '*/decodewasm' {
  /** The name of the file of dist/codecs/ that the WebAssembly is in. */
  const file: string;
  export default file;
}

declare module 'jpeg-lossless-decoder-js' {
  export class DataStream {
    readonly buffer: Uint8Array;
    /** Where it reads next. */
    index: number;
    constructor(data: ArrayBufferLike, offset: number, length: number);
    /** NaN past the end. */
    get16(): number;
  }

  export class FrameHeader {
    readonly dimX: number;
    readonly dimY: number;
    readonly numComp: number;
    readonly precision: number;
    /** By their identifiers. */
    readonly components: readonly { hSamp: number; vSamp: number }[];
    read(stream: DataStream): void;
  }

  export class ScanHeader {
    readonly numComp: number;
    readonly selection: number;
    /** The point transform. */
    readonly al: number;
    /** In the order of the scan; behind them those of a scan before. */
    readonly components: readonly { scanCompSel: number; dcTabSel: number }[];
    read(stream: DataStream): void;
  }

  export class HuffmanTable {
    /**
     * Reads tables into those by destination and class. What stands where the first 8 bits of a code
     * lead to is 256 times its length plus its value; a negative number's last byte is the number of
     * the 256 entries for the next 8 bits.
     */
    read(stream: DataStream, tables: readonly (readonly Int32Array[])[]): void;
  }
}

declare module 'lcms-wasm' {
  /** Functions of Little CMS by their names in C; profiles and transforms are addresses, 0 is none. */
  export interface LittleCms {
    /** The library's memory; another array once it has grown. */
    readonly HEAPU8: Uint8Array;
    _malloc(length: number): number;
    _free(address: number): void;
    _cmsCreate_sRGBProfile(): number;
    _cmsOpenProfileFromMem(address: number, length: number): number;
    _cmsCloseProfile(profile: number): void;
    _cmsGetHeaderRenderingIntent(profile: number): number;
    _cmsCreateTransform(
      input: number,
      inputFormat: number,
      output: number,
      outputFormat: number,
      intent: number,
      flags: number,
    ): number;
    _cmsDoTransform(transform: number, input: number, output: number, pixels: number): void;
    _cmsDeleteTransform(transform: number): void;
  }

  export const instantiate: import('./emscripten.js').ModuleFactory<LittleCms>;
  /** Red, green and blue of a byte each. */
  export const TYPE_RGB_8: number;
}

declare module 'lcms-wasm/dist/lcms.wasm' {
  /** The name of the file of dist/codecs/ that the WebAssembly is in. */
  const file: string;
  export default file;
}
