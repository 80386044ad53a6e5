import { numberOf, textOf, type JsonDataSet } from './data-set.js';
import { joined } from '../../network/fetch.js';
import { elementHead, fileHead, itemHead } from './part10.js';

type Bytes = Uint8Array<ArrayBuffer>;

/** Transfer syntaxes (PS3.5 A): those whose pixel data are native, and the one that frames are written in then. */
const explicitLittleEndian = '1.2.840.10008.1.2.1';
const bigEndian = '1.2.840.10008.1.2.2';
const native = ['1.2.840.10008.1.2', explicitLittleEndian, bigEndian, '1.2.840.10008.1.2.1.99'];

/** How many bytes an encapsulated frame may take: more than any takes that is larger than without compression. */
const spareBytes = 1 << 20;

const item = 'FFFEE000';
const undefinedLength = 0xffffffff;

/** A frame as it came. */
export interface EncodedFrame {
  bytes: Bytes;
  /** The transfer syntax that the answer names; empty if it names none. */
  transferSyntax: string;
}

/** What a file is made of, of which the frames may come later. */
export interface FileParts {
  /** What stands before the first frame. */
  head: Bytes;
  /** What stands before each frame. */
  item: Bytes;
  /** How many bytes there are for each frame with what stands before it. */
  slot: number;
  /** What stands after the last frame. */
  tail: Bytes;
  /** The transfer syntax of the file; empty if it isn't known. */
  transferSyntax: string;
  /** Whether a frame came in a transfer syntax in which it can stand in the file. */
  fits: (frame: EncodedFrame) => boolean;
  /** A frame that fits as it stands in the file. */
  frame: (frame: EncodedFrame) => Bytes;
}

/** How many frames there are. */
export function frameCountOf(dataSet: JsonDataSet): number {
  return Math.max(numberOf(dataSet, '00280008') ?? 1, 1);
}

/** Lays out the file of a data set, whose frames are as one of them; undefined if they can't lie apart from each other. */
export function filePartsOf(dataSet: JsonDataSet, frame: EncodedFrame): FileParts | undefined {
  const count = frameCountOf(dataSet);
  const exact = nativeLength(dataSet);
  const length = count === 1 ? Math.ceil(exact) : exact;
  const syntax = transferSyntaxOf(frame, length);
  if (native.includes(syntax)) {
    const [tag, vr] = nativeElement(dataSet);
    const size = count * length;
    const even = size + (size % 2);
    const head = [fileHead(dataSet, explicitLittleEndian), elementHead(tag, vr, even)];
    return Number.isInteger(length) && even < undefinedLength
      ? {
          head: joined(head),
          item: new Uint8Array(0),
          slot: length,
          tail: new Uint8Array(size % 2),
          transferSyntax: explicitLittleEndian,
          fits: (each) => native.includes(transferSyntaxOf(each, length)),
          frame: ({ bytes, transferSyntax }) => {
            const samples = bytes.subarray(0, length); // it may be padded to be even
            return transferSyntax === bigEndian
              ? swapped(samples, bytesAllocated(dataSet))
              : samples;
          },
        }
      : undefined;
  }
  const room = count === 1 ? even(frame.bytes.length) : even(2 * Math.ceil(length) + spareBytes);
  const before = [fileHead(dataSet, syntax), elementHead('7FE00010', 'OB', undefinedLength)];
  return {
    head: joined([...before, itemHead(item, 0)]),
    item: itemHead(item, room),
    slot: room + 8,
    tail: itemHead('FFFEE0DD', 0),
    transferSyntax: syntax,
    fits: (each) => {
      const own = transferSyntaxOf(each, length);
      return own === syntax || ((own === '' || syntax === '') && !native.includes(own));
    },
    frame: ({ bytes }) => (bytes.length % 2 === 0 ? bytes : joined([bytes, new Uint8Array(1)])),
  };
}

/**
 * The transfer syntax of a frame. Of one that isn't named, frames as long as native ones are native; of others it is empty:
 * their first bytes tell it.
 */
function transferSyntaxOf({ bytes, transferSyntax }: EncodedFrame, length: number): string {
  if (transferSyntax !== '' && transferSyntax !== '*') {
    return transferSyntax;
  }
  return bytes.length === length || bytes.length === even(length) ? explicitLittleEndian : '';
}

/** How many bytes a native frame has; a fraction where it doesn't end with a byte. */
function nativeLength(dataSet: JsonDataSet): number {
  const [rows = 0, columns = 0, bits = 0, samples = 1] = [
    '00280010',
    '00280011',
    '00280100',
    '00280002',
  ].map((tag) => numberOf(dataSet, tag));
  const isSubsampled = /_42[02]$/.test(textOf(dataSet, '00280004'));
  return (rows * columns * bits * (isSubsampled ? 2 : samples)) / 8;
}

/** The element that holds native frames, and its value representation. */
function nativeElement(dataSet: JsonDataSet): [tag: string, vr: string] {
  if ('7FE00009' in dataSet) {
    return ['7FE00009', 'OD'];
  }
  return '7FE00008' in dataSet ? ['7FE00008', 'OF'] : ['7FE00010', 'OW'];
}

function even(length: number): number {
  return length + (length % 2);
}

function bytesAllocated(dataSet: JsonDataSet): number {
  return Math.ceil((numberOf(dataSet, '00280100') ?? 0) / 8);
}

/** Samples of so many bytes with these in the other order. */
function swapped(samples: Bytes, size: number): Bytes {
  const copy = samples.slice();
  for (let at = 0; size > 1 && at < copy.length; at += size) {
    copy.subarray(at, at + size).reverse();
  }
  return copy;
}
