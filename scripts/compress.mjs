// Files that the worker decompresses itself, so that they are small on a host that compresses nothing.

import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { Zstd } from '@hpcc-js/wasm-zstd';
import xxhash from 'xxhash-wasm';
import { project } from './paths.mjs';

/** The greatest that asks for no more memory than usual. */
const level = 19;

/** Where a frame has its descriptor, and the bit which says that a checksum ends the frame (RFC 8878 3.1.1). */
const descriptorByte = 4;
const checksumFlag = 4;
const wordBytes = 4;

/** @returns {Promise<Buffer>} the length of the bytes, in four of little endian, and a frame of Zstandard */
export async function compressed(bytes) {
  const [zstd, { h64Raw }] = await Promise.all([Zstd.load(), xxhash()]);
  const frame = zstd.compress(bytes, level);
  frame[descriptorByte] |= checksumFlag;
  const file = Buffer.alloc(wordBytes + frame.length + wordBytes);
  file.writeUInt32LE(bytes.length, 0);
  file.set(frame, wordBytes);
  file.writeUInt32LE(Number(h64Raw(bytes) & 0xffff_ffffn), wordBytes + frame.length);
  return file;
}

/** Where the decoder is taken from. */
export const decoderSource = project('node_modules', 'zstddec', 'dist', 'zstddec.mjs');

/** The decoder as WebAssembly: its package has it as a `data:` URL, which a page may forbid to be fetched. */
export function decoder() {
  const [, base64] = /"(AGFzb[\w+/]+=*)"/.exec(readFileSync(decoderSource, 'utf8'));
  return Buffer.from(base64, 'base64');
}
