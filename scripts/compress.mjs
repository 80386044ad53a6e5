// Files that the worker inflates itself, so that they are small on a host that compresses nothing.

import { constants, gzipSync } from 'node:zlib';

/** @returns {Buffer} gzip, the same for the same bytes on every machine */
export function compressed(bytes) {
  const gzip = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  gzip[operatingSystemByte] = unknownSystem;
  return gzip;
}

/** RFC 1952 2.3. */
const operatingSystemByte = 9;
const unknownSystem = 255;
