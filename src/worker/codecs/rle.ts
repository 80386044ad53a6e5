import type { Decode, DecodedFrame, FrameDescription } from './codec.js';
import { CodecError } from './codec-error.js';

const maxSegments = 15;
const headerLength = 4 * (1 + maxSegments);

/** RLE lossless (PS3.5 Annex G): a segment for each byte of a sample, the most significant first. */
export function startCodec(): Promise<Decode> {
  return Promise.resolve(decode);
}

function decode(encoded: Uint8Array, description: FrameDescription): DecodedFrame {
  const { rows, columns, components, bitsAllocated } = description;
  const width = bitsAllocated / 8;
  const pixels = rows * columns;
  const segments = segmentsOf(encoded);
  if (segments.length !== components * width) {
    const counts = { found: segments.length, expected: components * width };
    throw new CodecError('rle-segments', counts);
  }
  const samples = new Uint8Array(pixels * components * width);
  for (const [index, segment] of segments.entries()) {
    const start = Math.floor(index / width) * pixels * width;
    const significance = width - 1 - (index % width);
    const plane = samples.subarray(start + significance, start + pixels * width);
    const length = unpack(segment, plane, width);
    if (length < pixels) {
      throw new CodecError('rle-segment-cut', { found: length, expected: pixels });
    }
  }
  return { samples, rows, columns, components, isPlanar: true, isRgb: false };
}

/** Parts a frame by its header: 16 words, the number of segments and where each begins (G.5). */
function segmentsOf(encoded: Uint8Array): Uint8Array[] {
  if (encoded.length < headerLength) {
    throw new CodecError('rle-header');
  }
  const header = new DataView(encoded.buffer, encoded.byteOffset, headerLength);
  const count = header.getUint32(0, true);
  if (count > maxSegments) {
    throw new CodecError('rle-segment-count', { count });
  }
  const starts = Array.from({ length: count }, (_, index) =>
    header.getUint32(4 * (index + 1), true),
  );
  return starts.map((start, index) => encoded.subarray(start, starts[index + 1]));
}

/**
 * Undoes the runs of a segment (G.3.2) into each `step`th byte of a plane; returns how many bytes
 * there were. What exceeds the plane is padding.
 */
function unpack(segment: Uint8Array, plane: Uint8Array, step: number): number {
  const end = segment.length;
  let from = 0;
  let to = 0;
  // Each index is checked before; to check each value as well takes twice the time.
  while (from < end && to < plane.length) {
    const code = segment[from++] as number;
    if (code < 128) {
      const stop = Math.min(from + code + 1, end);
      for (; from < stop; to += step) {
        plane[to] = segment[from++] as number;
      }
    } else if (code > 128 && from < end) {
      const value = segment[from++] as number;
      for (const stop = to + (257 - code) * step; to < stop; to += step) {
        plane[to] = value;
      }
    }
  }
  return to / step;
}
