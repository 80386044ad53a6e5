import { CodecError } from './codec-error.js';

/** The entropy-coded bits of a JPEG scan (ISO/IEC 10918-1 F.2.2.5), up to the next marker. */
export class BitReader {
  readonly #data: Uint8Array;
  #position: number;
  #bits = 0;
  #count = 0;
  #missing = 0;

  constructor(data: Uint8Array, position: number) {
    this.#data = data;
    this.#position = position;
  }

  /** Where what hasn't been read yet begins: the next marker, once all is decoded. */
  get position(): number {
    return this.#position;
  }

  /** The next 16 bits, which stay where they are; zeros past the end. */
  peek16(): number {
    while (this.#count < 16) {
      this.#bits = (this.#bits << 8) | this.#nextByte();
      this.#count += 8;
    }
    return (this.#bits >>> (this.#count - 16)) & 0xffff;
  }

  /** Goes on by up to 16 bits, of which `peek16` has told; throws if they aren't all the scan's. */
  skip(length: number): void {
    this.#count -= length;
    if (this.#missing > this.#count) {
      throw new CodecError('jpeg-cut');
    }
  }

  /** The next bits as a coefficient, or difference, of a magnitude category from 0 to 15 (F.2.2.1). */
  receiveAndExtend(category: number): number {
    if (category === 0) {
      return 0;
    }
    const value = this.peek16() >>> (16 - category);
    this.skip(category);
    return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
  }

  /** Goes to the next byte, and past a restart marker, if one is there (F.2.2.4). */
  restart(): void {
    this.#bits = this.#count = this.#missing = 0;
    const marker = this.#data[this.#position + 1] ?? 0;
    if (this.#data[this.#position] === 0xff && marker >= 0xd0 && marker <= 0xd7) {
      this.#position += 2;
    }
  }

  #nextByte(): number {
    const byte = this.#data[this.#position];
    if (byte === undefined || (byte === 0xff && this.#data[this.#position + 1] !== 0)) {
      this.#missing += 8;
      return 0;
    }
    this.#position += byte === 0xff ? 2 : 1; // a zero is stuffed behind 0xff
    return byte;
  }
}

/** A Huffman table (ISO/IEC 10918-1 C.2) as the symbol and code length for any 16 bits. */
export class HuffmanTable {
  readonly #entries = new Uint16Array(1 << 16);

  /** Takes the number of codes of each length, 1 to 16, and the symbols in the order of their codes. */
  constructor(counts: Uint8Array, symbols: Uint8Array) {
    let start = 0;
    let index = 0;
    counts.forEach((count, i) => {
      const length = i + 1;
      const span = 1 << (16 - length);
      for (let n = 0; n < count; n++, start += span) {
        this.#entries.fill((length << 8) | (symbols[index++] ?? 0), start, start + span);
      }
    });
  }

  /** Decodes the next symbol; throws where no code begins. */
  decode(reader: BitReader): number {
    const entry = this.#entries[reader.peek16()] ?? 0;
    if (entry === 0) {
      throw new CodecError('jpeg-damaged');
    }
    reader.skip(entry >>> 8);
    return entry & 0xff;
  }
}
