/** The codecs' packages, which bring no types: as much of each as is used. */

/** A decoder of the Cornerstone project, compiled to WebAssembly. */
declare module '*/decodewasmjs' {
  const create: import('./emscripten.js').ModuleFactory<never>;
  export default create;
}

declare module '*/decodewasm' {
  /** Where the WebAssembly lies. */
  const url: string;
  export default url;
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
