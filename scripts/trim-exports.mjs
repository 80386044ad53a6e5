// WebAssembly without exports that nobody uses: a program that any library may be linked to exports all that it has.

import { Buffer } from 'node:buffer';

const headerBytes = 8;
const exportSection = 7;

/**
 * @param {Buffer} wasm
 * @param {(name: string) => boolean} isUsed
 * @returns {Buffer} the same module with the exports that are used (WebAssembly Core Specification 5.5.10)
 */
export function trimExports(wasm, isUsed) {
  const parts = [wasm.subarray(0, headerBytes)];
  for (let start = headerBytes; start < wasm.length;) {
    const reader = new Reader(wasm, start + 1);
    const size = reader.number();
    const end = reader.position + size;
    if (wasm[start] === exportSection) parts.push(section(usedExports(reader, isUsed)));
    else parts.push(wasm.subarray(start, end));
    start = end;
  }
  return Buffer.concat(parts);
}

/** The entries of exports that are used: a name, a kind and an index each. */
function usedExports(reader, isUsed) {
  return Array.from({ length: reader.number() }, () => {
    const start = reader.position;
    const name = reader.name();
    reader.position += 1; // the kind
    reader.number(); // the index
    return { name, bytes: reader.bytes.subarray(start, reader.position) };
  })
    .filter(({ name }) => isUsed(name))
    .map(({ bytes }) => bytes);
}

function section(entries) {
  const content = Buffer.concat([leb128(entries.length), ...entries]);
  return Buffer.concat([Buffer.of(exportSection), leb128(content.length), content]);
}

class Reader {
  constructor(bytes, position) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Reads an unsigned number (LEB128, 5.2.2). */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.position++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  name() {
    const length = this.number();
    this.position += length;
    return this.bytes.toString('utf8', this.position - length, this.position);
  }
}

function leb128(value) {
  const bytes = [];
  for (; value >= 0x80; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.of(...bytes, value);
}
