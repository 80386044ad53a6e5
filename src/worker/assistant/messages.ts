/** The messages between Python's worker and its assistants: plain data, buffers are transferred. */

import type { DecodingOutcome, EncodedFrame } from '../codecs/codec.js';

/** A piece of a file that is to be inflated. */
export interface InflateRequest {
  type: 'inflate';
  id: number;
  /** Compressed by gzip; empty at its end. */
  chunk: Uint8Array;
}

export interface DecodeRequest {
  type: 'decode';
  id: number;
  frame: EncodedFrame;
}

export type AssistantRequest = InflateRequest | DecodeRequest;

/** The inflated file. */
export interface InflateReply {
  type: 'inflated';
  id: number;
  bytes: Uint8Array<ArrayBuffer>;
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
  reason: string;
}

export type AssistantReply = InflateReply | DecodeReply | AssistantFailure;
