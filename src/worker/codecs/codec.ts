/** What the file says of a frame, for streams that don't say it themselves. */
export interface FrameDescription {
  rows: number;
  columns: number;
  components: number;
  bitsAllocated: number;
}

/** A decoded frame, as its codec gives it. */
export interface DecodedFrame {
  /** The samples, little endian, each of as many bytes as the stream's precision needs. */
  samples: Uint8Array;
  columns: number;
  rows: number;
  components: number;
  /** Whether the samples lie in planes, one for each component. */
  isPlanar: boolean;
  /** Whether luma and chroma of YBR_FULL and YBR_FULL_422 have become RGB. */
  isRgb: boolean;
}

/** Decodes one frame; synchronous, because Python waits. Throws what can't be decoded. */
export type Decode = (encoded: Uint8Array, description: FrameDescription) => DecodedFrame;

/** A module of this folder that decodes: it starts its codec once. */
interface CodecModule {
  startCodec(): Promise<Decode>;
}

/** How many times a codec couldn't be fetched. */
let failures = 0;

/** Fetches and starts a codec by the name that Python has for it; it lies in a folder beside the worker. */
export async function startCodec(name: string): Promise<Decode> {
  const url = new URL(`./codecs/${name}.js`, import.meta.url);
  if (failures > 0) {
    // Under the URL of a module that has failed, the browser doesn't fetch it again.
    url.search = String(failures);
  }
  try {
    const module = (await import(url.href)) as CodecModule;
    return await module.startCodec();
  } catch (error) {
    failures += 1;
    throw error;
  }
}
