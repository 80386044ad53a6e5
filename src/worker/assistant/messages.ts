/** The messages between Python's worker and its assistants: plain data, buffers are transferred. */

import type { DecodingOutcome, EncodedFrame } from '../codecs/codec.js';

/** A file that is compressed by Zstandard. */
export interface CompressedFile {
  url: string;
  /** Where the WebAssembly lies that decompresses it. */
  decoderUrl: string;
}

/** A file is to be fetched and decompressed. */
export interface DecompressRequest extends CompressedFile {
  type: 'decompress';
  id: number;
}

export interface DecodeRequest {
  type: 'decode';
  id: number;
  frame: EncodedFrame;
}

export type AssistantRequest = DecompressRequest | DecodeRequest;

/** The assistant's script runs. */
export interface StartedMessage {
  type: 'started';
}

/** How long a file is that is fetched; 0 while that is unknown. */
export interface ExpectedMessage {
  type: 'expected';
  id: number;
  bytes: number;
}

/** So many more bytes of a file have arrived. */
export interface ArrivedMessage {
  type: 'arrived';
  id: number;
  bytes: number;
}

/** The decompressed file. */
export interface DecompressReply {
  type: 'decompressed';
  id: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The codec is there: the decoding itself begins. */
export interface DecodingMessage {
  type: 'decoding';
  id: number;
}

export interface DecodeReply {
  type: 'decoded';
  id: number;
  outcome: DecodingOutcome;
}

/** What was asked couldn't be done for a reason that isn't the data's. */
export interface AssistantFailure {
  type: 'failed';
  id: number;
  detail: string;
  /** The download that brought nothing for too long, and how long: nobody else would fare better. */
  stalled: { url: string; seconds: number } | null;
}

export type AssistantReply =
  | StartedMessage
  | ExpectedMessage
  | ArrivedMessage
  | DecompressReply
  | DecodingMessage
  | DecodeReply
  | AssistantFailure;
