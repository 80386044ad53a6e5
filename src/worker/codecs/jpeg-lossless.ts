import { DataStream, FrameHeader, HuffmanTable, ScanHeader } from 'jpeg-lossless-decoder-js';

import type { Decode, DecodedFrame } from './codec.js';
import { CodecError } from './codec-error.js';
import { BitReader } from './huffman.js';

/** Markers (ISO/IEC 10918-1 table B.1). */
const startOfImage = 0xffd8;
const losslessFrame = 0xffc3;
const huffmanTables = 0xffc4;
const restartInterval = 0xffdd;
const startOfScan = 0xffda;
const fillBytes = 0xffff;

/** As much room as the package has for a Huffman table: entries for 8 bits, 49 times for 8 more. */
const tableLength = 50 * 256;

/**
 * JPEG lossless (ISO/IEC 10918-1 process 14, all selection values), without colour conversion.
 *
 * The package reads what stands before the samples. Its own `Decoder` of samples is right for some
 * streams only: not for three components of 16 bits, restarts, point transforms, several scans,
 * or a scan whose last byte is full.
 */
export function startCodec(): Promise<Decode> {
  return Promise.resolve((encoded) => new LosslessStream(encoded).decode());
}

/** A component in a scan. */
interface ScanComponent {
  /** Its place among the samples of a pixel. */
  index: number;
  /** The package's look-up table for its codes. */
  table: Int32Array;
}

class LosslessStream {
  readonly #stream: DataStream;
  readonly #frame = new FrameHeader();
  readonly #scan = new ScanHeader();
  readonly #huffman = new HuffmanTable();
  /** By destination and class, of which only DC's, 0, are used (H.1.2.2). */
  readonly #tables = Array.from({ length: 4 }, () => [
    new Int32Array(tableLength),
    new Int32Array(tableLength),
  ]);
  #restartInterval = 0;
  /** The components' identifiers, in the order of the samples. */
  #components: number[] = [];
  /** How many components no scan has brought yet. */
  #missing = Infinity;
  #samples: Uint8Array | Uint16Array = new Uint8Array();

  constructor(encoded: Uint8Array) {
    this.#stream = new DataStream(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  }

  decode(): DecodedFrame {
    while (this.#missing > 0) {
      this.#readSegment(this.#stream.get16());
    }
    return {
      samples: new Uint8Array(this.#samples.buffer),
      columns: this.#frame.dimX,
      rows: this.#frame.dimY,
      components: this.#frame.numComp,
      isPlanar: false,
      isRgb: false,
    };
  }

  #readSegment(marker: number): void {
    const stream = this.#stream;
    const start = stream.index;
    if (marker === losslessFrame) {
      this.#readFrame();
    } else if (marker === huffmanTables) {
      this.#huffman.read(stream, this.#tables);
    } else if (marker === restartInterval) {
      stream.get16(); // the segment's length
      this.#restartInterval = stream.get16();
    } else if (marker === startOfScan) {
      this.#scan.read(stream);
      this.#decodeScan();
    } else if (marker === fillBytes) {
      stream.index -= 1; // a marker may begin with any number of them (B.1.1.2)
    } else if (marker >> 4 === 0xffc) {
      throw new CodecError('jpeg-lossless-process');
    } else if (marker >> 8 !== 0xff) {
      throw new CodecError('jpeg-damaged');
    } else if (marker !== startOfImage) {
      stream.index = start + stream.get16();
    }
  }

  #readFrame(): void {
    const { index, buffer } = this.#stream;
    this.#frame.read(this.#stream);
    const { dimX, dimY, numComp, precision, components } = this.#frame;
    if (numComp > 1 && components.some(({ hSamp, vSamp }) => hSamp !== 1 || vSamp !== 1)) {
      throw new CodecError('jpeg-lossless-subsampled');
    }
    // the package has the components by their identifiers, which may stand in any order
    this.#components = Array.from({ length: numComp }, (_, i) => buffer[index + 8 + 3 * i] ?? 0);
    this.#missing = numComp;
    const length = dimX * dimY * numComp;
    this.#samples = precision > 8 ? new Uint16Array(length) : new Uint8Array(length);
  }

  /** Decodes the samples of a scan's components, by row and pixel (H.1.1, H.2). */
  #decodeScan(): void {
    const { numComp: componentCount, dimX: columns, dimY: rows, precision } = this.#frame;
    const { selection, al: pointTransform } = this.#scan;
    const components = this.#scanComponents();
    const interval = this.#restartInterval / columns || Infinity;
    if (interval !== Infinity && !Number.isInteger(interval)) {
      throw new CodecError('jpeg-restart-in-row');
    }
    const reader = new BitReader(this.#stream.buffer, this.#stream.index);
    const samples = this.#samples;
    const stride = columns * componentCount;
    for (let row = 0; row < rows; row++) {
      const isFirst = row % interval === 0;
      if (isFirst && row > 0) reader.restart();
      for (let column = 0; column < columns; column++) {
        for (const { index, table } of components) {
          const at = row * stride + column * componentCount + index;
          const left = at - componentCount;
          const above = at - stride;
          let prediction: number;
          // the first row and the first column have less to go by (H.1.2.1)
          if (column === 0) {
            prediction = isFirst ? 1 << (precision - pointTransform - 1) : (samples[above] ?? 0);
          } else if (isFirst) {
            prediction = samples[left] ?? 0;
          } else {
            const aboveLeft = samples[above - componentCount] ?? 0;
            prediction = predict(selection, samples[left] ?? 0, samples[above] ?? 0, aboveLeft);
          }
          samples[at] = prediction + decodeDifference(reader, table); // modulo 2^16 or, as good, 2^8
        }
      }
    }
    if (pointTransform > 0) this.#undoPointTransform(components, pointTransform);
    this.#missing -= components.length;
    this.#stream.index = reader.position;
  }

  #scanComponents(): ScanComponent[] {
    const { components, numComp } = this.#scan;
    if (numComp === 0) {
      throw new CodecError('jpeg-scan-empty');
    }
    return components.slice(0, numComp).map(({ scanCompSel, dcTabSel }) => {
      const index = this.#components.indexOf(scanCompSel);
      const table = this.#tables[dcTabSel]?.[0];
      if (index < 0 || table === undefined) {
        throw new CodecError('jpeg-scan-component');
      }
      return { index, table };
    });
  }

  /** Gives the samples back their lowest bits, which are zeros (A.4). */
  #undoPointTransform(components: ScanComponent[], shift: number): void {
    for (const { index } of components) {
      for (let at = index; at < this.#samples.length; at += this.#components.length) {
        this.#samples[at] = (this.#samples[at] ?? 0) << shift;
      }
    }
  }
}

/** Predicts a sample from those to the left, above, and above the left (table H.1). */
function predict(selection: number, left: number, above: number, aboveLeft: number): number {
  switch (selection) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return aboveLeft;
    case 4:
      return left + above - aboveLeft;
    case 5:
      return left + ((above - aboveLeft) >> 1);
    case 6:
      return above + ((left - aboveLeft) >> 1);
    case 7:
      return (left + above) >> 1;
    default:
      throw new CodecError('jpeg-selection-value', { value: selection });
  }
}

/** Decodes by how much a sample differs from its prediction (H.1.2.2). */
function decodeDifference(reader: BitReader, table: Int32Array): number {
  const bits = reader.peek16();
  let code = table[bits >> 8] ?? 0;
  if (code < 0) {
    code = table[((code & 0xff) << 8) | (bits & 0xff)] ?? 0;
  }
  const category = code & 0xff;
  if (code <= 0 || category > 16) {
    throw new CodecError('jpeg-damaged');
  }
  reader.skip(code >> 8);
  return category === 16 ? 1 << 15 : reader.receiveAndExtend(category);
}
