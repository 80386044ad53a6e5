import type { Message } from '../../languages/message.js';

/** What the file says of a frame, for streams that don't say it themselves. */
export interface FrameDescription {
  rows: number;
  columns: number;
  components: number;
  bitsAllocated: number;
}

/** A frame that is to be decoded. */
export interface EncodedFrame {
  /** The codec's name, which is Python's. */
  codec: string;
  bytes: Uint8Array<ArrayBuffer>;
  description: FrameDescription;
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

/** What became of a frame: the samples, or what stopped its codec. */
export type DecodingOutcome = { frame: DecodedFrame } | { error: Message };

/** Decodes one frame; synchronous, because Python waits. Throws what can't be decoded. */
export type Decode = (encoded: Uint8Array, description: FrameDescription) => DecodedFrame;

/** A file of dist/codecs/. */
export interface CodecFile {
  url: string;
  /** Its hash as `fetch` takes it (Subresource Integrity). */
  integrity?: string | undefined;
}

/** All of them, by name. */
export type CodecFiles = Readonly<Record<string, CodecFile>>;

/** Fetches a codec's WebAssembly file by its name; throws an error that names it. */
export type FetchFile = (name: string) => Promise<Uint8Array<ArrayBuffer>>;

/** A module of this folder that decodes: it starts its codec once. */
export interface CodecModule {
  startCodec(fetchFile: FetchFile): Promise<Decode>;
}
