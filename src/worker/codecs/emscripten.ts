import type { DecodedFrame, FetchFile } from './codec.js';

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

/** Makes an Emscripten module, for which it has its WebAssembly instantiated. */
export type ModuleFactory<Module> = (options: {
  locateFile: () => string;
  instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
  print: () => void;
  printErr: () => void;
}) => Promise<Module>;

/**
 * Starts a codec whose WebAssembly is in a file; what it would print goes nowhere. Emscripten would
 * fetch that without a limit, and say of a damaged one only that it has stopped.
 */
export async function startModule<Module>(
  create: ModuleFactory<Module>,
  file: string,
  fetchFile: FetchFile,
): Promise<Module> {
  const module = await WebAssembly.compile(await fetchFile(file));
  const ignore = () => undefined;
  return new Promise((resolve, reject) => {
    create({
      locateFile: () => file,
      instantiateWasm: (imports, done) => {
        WebAssembly.instantiate(module, imports).then((instance) => {
          done(instance, module);
        }, reject);
        return {};
      },
      print: ignore,
      printErr: ignore,
    }).then(resolve, reject);
  });
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
