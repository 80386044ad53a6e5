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
  export class Decoder {
    /** Of the frame that was decoded last. */
    readonly xDim: number;
    readonly yDim: number;
    readonly numComp: number;
    /** Decodes a frame to samples of one or two bytes, pixel by pixel. */
    decompress(buffer: ArrayBufferLike, offset: number, length: number): ArrayBuffer;
  }
}
