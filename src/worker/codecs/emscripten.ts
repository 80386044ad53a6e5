import type { DecodedFrame } from './codec.js';

/** What the decoders of the Cornerstone project have in common; each is one frame's. */
export interface EmscriptenDecoder {
  /** Room for the encoded frame, in the codec's own memory. */
  getEncodedBuffer(length: number): Uint8Array;
  /** The samples, in the codec's own memory. */
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): {
    width: number;
    height: number;
    componentCount: number;
  };
  decode(): void;
  delete(): void;
}

/** Makes an Emscripten module whose WebAssembly lies at a URL. */
export type ModuleFactory<Module> = (options: {
  locateFile: () => string;
  print: () => void;
  printErr: () => void;
}) => Promise<Module>;

/** Starts a codec; what it would print goes nowhere. */
export function startModule<Module>(create: ModuleFactory<Module>, url: string): Promise<Module> {
  const ignore = () => undefined;
  return create({ locateFile: () => url, print: ignore, printErr: ignore });
}

/** Decodes a frame and frees the decoder; the samples are copied out of the codec's memory. */
export function decodeWith<D extends EmscriptenDecoder>(
  decoder: D,
  encoded: Uint8Array,
  describe: (decoder: D) => Pick<DecodedFrame, 'isPlanar' | 'isRgb'>,
): DecodedFrame {
  try {
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    const { width, height, componentCount } = decoder.getFrameInfo();
    return {
      samples: decoder.getDecodedBuffer().slice(),
      columns: width,
      rows: height,
      components: componentCount,
      ...describe(decoder),
    };
  } finally {
    decoder.delete();
  }
}
