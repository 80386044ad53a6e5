import type { Decode, DecodedFrame } from './codec.js';
import { CodecError } from './codec-error.js';
import { BitReader, HuffmanTable } from './huffman.js';
import { inverseDct } from './inverse-dct.js';

const blockSize = 8;
/** Half of the range of 12 bits (A.3.1). */
const levelShift = 2048;

/** Where the coefficients of a block, in the order of the stream, stand in it (ISO/IEC 10918-1 A.3.6). */
// prettier-ignore
const zigzag = [
   0,  1,  8, 16,  9,  2,  3, 10, 17, 24, 32, 25, 18, 11,  4,  5,
  12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13,  6,  7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
  58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/** Markers (ISO/IEC 10918-1 B.1.1.3). */
const baseline = 0xc0;
const extended = 0xc1;
const huffmanTables = 0xc4;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const quantizationTables = 0xdb;
const restartInterval = 0xdd;
/** Frames of other processes: progressive, lossless, hierarchical, arithmetic; tables of the last. */
const otherProcesses = [0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf];

interface Component {
  id: number;
  /** Its place among the samples of a pixel. */
  index: number;
  quantization: number;
}

/** A component in a scan, with the tables that code it there. */
interface ScanComponent {
  index: number;
  dc: HuffmanTable;
  ac: HuffmanTable;
  quantization: Uint16Array;
  /** The DC coefficient of the block before. */
  prediction: number;
}

/**
 * JPEG of 12 bits (ISO/IEC 10918-1 process 4, extended sequential with Huffman codes), of which no
 * package decodes the right samples in less than a megabyte. Colour is left as it is, and has to be
 * of full resolution.
 */
export function startCodec(): Promise<Decode> {
  return Promise.resolve((encoded) => new JpegStream(encoded).decode());
}

class JpegStream {
  readonly #data: Uint8Array;
  #position = 0;
  readonly #quantization = new Map<number, Uint16Array>();
  /** By class and destination as a stream names them: DC tables are 0x00 to 0x03, AC's 0x10 to 0x13. */
  readonly #huffman = new Map<number, HuffmanTable>();
  #restartInterval = Infinity;
  #rows = 0;
  #columns = 0;
  #components: Component[] = [];
  #samples = new Uint16Array();
  readonly #block = new Int32Array(blockSize * blockSize);

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  decode(): DecodedFrame {
    for (let marker = this.#nextMarker(); marker !== endOfImage; marker = this.#nextMarker()) {
      this.#readSegment(marker);
    }
    return {
      samples: new Uint8Array(this.#samples.buffer),
      rows: this.#rows,
      columns: this.#columns,
      components: this.#components.length,
      isPlanar: false,
      isRgb: false,
    };
  }

  /** Goes behind the next marker; a stream that just stops has ended. */
  #nextMarker(): number {
    for (;;) {
      const start = this.#data.indexOf(0xff, this.#position);
      if (start < 0) {
        return endOfImage;
      }
      this.#position = start + 1;
      const code = this.#data[this.#position] ?? endOfImage;
      // neither stuffed, a fill byte, a restart nor the start of the image
      if (code !== 0 && code !== 0xff && !(code >= 0xd0 && code <= 0xd8)) {
        this.#position += 1;
        return code;
      }
    }
  }

  #readSegment(marker: number): void {
    const start = this.#position;
    const length = uint16(this.#data, start);
    const segment = this.#data.subarray(start + 2, start + length);
    this.#position = start + Math.max(length, 2);
    if (marker === baseline || marker === extended) {
      this.#readFrame(segment);
    } else if (marker === huffmanTables) {
      this.#readHuffmanTables(segment);
    } else if (marker === quantizationTables) {
      this.#readQuantizationTables(segment);
    } else if (marker === restartInterval) {
      this.#restartInterval = uint16(segment, 0) || Infinity;
    } else if (marker === startOfScan) {
      this.#decodeScan(this.#readScan(segment));
    } else if (otherProcesses.includes(marker)) {
      throw new CodecError('jpeg-12bit-process');
    }
  }

  #readFrame(segment: Uint8Array): void {
    this.#rows = uint16(segment, 1);
    this.#columns = uint16(segment, 3);
    const count = uint8(segment, 5);
    this.#components = Array.from({ length: count }, (_, index) => {
      const at = 6 + 3 * index;
      // a scan of one component ignores how it is sampled (A.2.2)
      if (count > 1 && uint8(segment, at + 1) !== 0x11) {
        throw new CodecError('jpeg-12bit-subsampled');
      }
      return { id: uint8(segment, at), index, quantization: uint8(segment, at + 2) };
    });
    this.#samples = new Uint16Array(this.#rows * this.#columns * count);
  }

  #readQuantizationTables(segment: Uint8Array): void {
    for (let at = 0; at < segment.length;) {
      const target = uint8(segment, at);
      const isWide = target >> 4 === 1;
      const table = new Uint16Array(blockSize * blockSize);
      for (let i = 0; i < table.length; i++) {
        table[i] = isWide ? uint16(segment, at + 1 + 2 * i) : uint8(segment, at + 1 + i);
      }
      this.#quantization.set(target & 0xf, table);
      at += 1 + (isWide ? 2 : 1) * table.length;
    }
  }

  #readHuffmanTables(segment: Uint8Array): void {
    for (let at = 0; at < segment.length;) {
      const counts = segment.subarray(at + 1, at + 17);
      const end = at + 17 + counts.reduce((sum, count) => sum + count, 0);
      this.#huffman.set(
        uint8(segment, at),
        new HuffmanTable(counts, segment.subarray(at + 17, end)),
      );
      at = end;
    }
  }

  #readScan(segment: Uint8Array): ScanComponent[] {
    return Array.from({ length: uint8(segment, 0) }, (_, i) => {
      const id = uint8(segment, 1 + 2 * i);
      const tables = uint8(segment, 2 + 2 * i);
      const component = this.#components.find((each) => each.id === id) ?? missing();
      return {
        index: component.index,
        dc: this.#huffman.get(tables >> 4) ?? missing(),
        ac: this.#huffman.get(0x10 | (tables & 0xf)) ?? missing(),
        quantization: this.#quantization.get(component.quantization) ?? missing(),
        prediction: 0,
      };
    });
  }

  #decodeScan(components: ScanComponent[]): void {
    const reader = new BitReader(this.#data, this.#position);
    let untilRestart = this.#restartInterval;
    for (let row = 0; row < this.#rows; row += blockSize) {
      for (let column = 0; column < this.#columns; column += blockSize) {
        if (untilRestart-- === 0) {
          reader.restart();
          for (const component of components) component.prediction = 0;
          untilRestart = this.#restartInterval - 1;
        }
        for (const component of components) {
          this.#decodeBlock(reader, component);
          inverseDct(this.#block);
          this.#storeBlock(row, column, component.index);
        }
      }
    }
    this.#position = reader.position;
  }

  /** Decodes the coefficients of a block (F.2.2) and scales them as they were before quantization. */
  #decodeBlock(reader: BitReader, component: ScanComponent): void {
    const { dc, ac, quantization } = component;
    const block = this.#block.fill(0);
    component.prediction += reader.receiveAndExtend(dc.decode(reader) & 0xf);
    block[0] = component.prediction * (quantization[0] ?? 0);
    for (let k = 1; k < block.length; k++) {
      const code = ac.decode(reader);
      const run = code >> 4;
      const category = code & 0xf;
      if (category === 0 && run < 15) {
        return;
      }
      k += run;
      block[zigzag[k] ?? damaged()] = reader.receiveAndExtend(category) * (quantization[k] ?? 0);
    }
  }

  /** Puts a block's samples into the frame, of which it may stick out at the right and below. */
  #storeBlock(row: number, column: number, component: number): void {
    const count = this.#components.length;
    const rows = Math.min(blockSize, this.#rows - row);
    const columns = Math.min(blockSize, this.#columns - column);
    for (let y = 0; y < rows; y++) {
      const start = ((row + y) * this.#columns + column) * count + component;
      for (let x = 0; x < columns; x++) {
        const sample = (this.#block[y * blockSize + x] ?? 0) + levelShift;
        this.#samples[start + x * count] = Math.min(Math.max(sample, 0), 2 * levelShift - 1);
      }
    }
  }
}

function uint8(data: Uint8Array, at: number): number {
  return data[at] ?? damaged();
}

function uint16(data: Uint8Array, at: number): number {
  return (uint8(data, at) << 8) | uint8(data, at + 1);
}

function damaged(): never {
  throw new CodecError('jpeg-damaged');
}

function missing(): never {
  throw new CodecError('jpeg-scan-component');
}
