// What a host that compresses sends of a file: text and WebAssembly as brotli, all else as it is.

import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compressible = /\.(?:css|html|js|json|mjs|wasm)$/;

/** Between what hosts use for files that they compress once (11) and each time anew (4 or so). */
const quality = 9;

export function isCompressible(path) {
  return compressible.test(path);
}

/** @returns {Promise<Buffer>} */
export function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return promisify(brotliCompress)(bytes, { params });
}

/** @returns {Promise<number>} how many bytes of a file's content cross the network */
export async function transferSize(path) {
  if (!isCompressible(path)) return (await stat(path)).size;
  return (await brotli(await readFile(path))).length;
}
