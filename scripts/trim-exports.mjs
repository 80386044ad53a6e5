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
  return withExports(wasm, (reader) => usedExports(reader, isUsed));
}

/**
 * Returns a section of all exports, which takes the place of the trimmed one where libraries are linked that were
 * unknown before: the names of those that aren't used begin with a plus sign, so that a start can pass them over.
 */
export function allExports(wasm, isUsed) {
  let all;
  withExports(wasm, (reader) => {
    const entries = exportsOf(reader);
    all = section(entries.map((entry) => (isUsed(entry.name) ? entry.bytes : renamed(entry))));
    return [];
  });
  return all;
}

/** A module with other exports than it has. */
function withExports(wasm, entriesOf) {
  const parts = [wasm.subarray(0, headerBytes)];
  for (let start = headerBytes; start < wasm.length;) {
    const reader = new Reader(wasm, start + 1);
    const size = reader.number();
    const end = reader.position + size;
    if (wasm[start] === exportSection) parts.push(section(entriesOf(reader)));
    else parts.push(wasm.subarray(start, end));
    start = end;
  }
  return Buffer.concat(parts);
}

function usedExports(reader, isUsed) {
  return exportsOf(reader)
    .filter(({ name }) => isUsed(name))
    .map(({ bytes }) => bytes);
}

/** The entries of exports: a name, a kind and an index each. */
function exportsOf(reader) {
  return Array.from({ length: reader.number() }, () => {
    const start = reader.position;
    const name = reader.name();
    const kind = reader.position;
    reader.position += 1;
    reader.number(); // the index
    const bytes = reader.bytes.subarray(start, reader.position);
    return { name, bytes, place: reader.bytes.subarray(kind, reader.position) };
  });
}

function renamed({ name, place }) {
  const text = Buffer.from(`+${name}`);
  return Buffer.concat([leb128(text.length), text, place]);
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
