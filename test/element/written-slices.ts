/** Series that a test writes itself: slices anywhere in the patient, as files of Explicit VR Little Endian (PS3.5 A.2). */

type Vector = readonly [x: number, y: number, z: number];

/** A series of slices, of which each pixel has a value of its own. */
export interface WrittenSeries {
  /** *Frame of Reference UID*; absent where it isn't written. */
  frameOfReference?: string;
  /** The centre of the first slice's first pixel, in mm. */
  position?: Vector;
  right?: Vector;
  down?: Vector;
  /** How far the slices lie from the first along the normal, in mm. */
  offsets: readonly number[];
  columns?: number;
  rows?: number;
  /** Between columns and between rows, in mm; absent where the file doesn't say. */
  spacing?: readonly [columns: number, rows: number] | undefined;
}

export const uid = '1.2.826.0.1.3680043.8.498.77';

let seriesCount = 0;

/** The files of a series, a slice each. The value of a pixel is `100 + slice`. */
export function written({
  frameOfReference,
  position = [0, 0, 0],
  right = [1, 0, 0],
  down = [0, 1, 0],
  offsets,
  columns = 32,
  rows = 32,
  spacing = [1, 1],
}: WrittenSeries): ArrayBuffer[] {
  seriesCount += 1;
  const seriesUid = `${uid}.2.${String(seriesCount)}`;
  const normal = [
    right[1] * down[2] - right[2] * down[1],
    right[2] * down[0] - right[0] * down[2],
    right[0] * down[1] - right[1] * down[0],
  ];
  return offsets.map((offset, index) => {
    const place = position.map((each, axis) => each + offset * (normal[axis] ?? 0));
    const elements: [tag: number, vr: string, value: string | number][] = [
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
      [0x00080018, 'UI', `${seriesUid}.${String(index + 1)}`],
      [0x00080060, 'CS', 'CT'],
      [0x0020000d, 'UI', `${uid}.1`],
      [0x0020000e, 'UI', seriesUid],
      [0x00200013, 'IS', String(index + 1)],
      [0x00200032, 'DS', place.map(decimal).join('\\')],
      [0x00200037, 'DS', [...right, ...down].map(decimal).join('\\')],
      ...(frameOfReference === undefined
        ? []
        : ([[0x00200052, 'UI', `${uid}.9.${frameOfReference}`]] as [number, string, string][])),
      [0x00280002, 'US', 1],
      [0x00280004, 'CS', 'MONOCHROME2'],
      [0x00280010, 'US', rows],
      [0x00280011, 'US', columns],
      [0x00280030, 'DS', [...spacing].reverse().map(decimal).join('\\')],
      [0x00280100, 'US', 16],
      [0x00280101, 'US', 16],
      [0x00280102, 'US', 15],
      [0x00280103, 'US', 0],
      [0x00281050, 'DS', '100'],
      [0x00281051, 'DS', '200'],
    ];
    const pixels = new Uint16Array(rows * columns).fill(100 + index);
    return file(elements, pixels);
  });
}

function decimal(value: number): string {
  return String(Number(value.toFixed(6)));
}

function file(elements: [tag: number, vr: string, value: string | number][], pixels: Uint16Array) {
  const meta = bytesOf([[0x00020010, 'UI', '1.2.840.10008.1.2.1']]);
  const length = element(0x00020000, 'UL', new Uint8Array(new Uint32Array([meta.length]).buffer));
  const pixelData = element(0x7fe00010, 'OW', new Uint8Array(pixels.buffer));
  const preamble = new Uint8Array(132);
  preamble.set(new TextEncoder().encode('DICM'), 128);
  const parts = [preamble, length, meta, bytesOf(elements), pixelData];
  return joined(parts).buffer as ArrayBuffer;
}

function bytesOf(elements: [tag: number, vr: string, value: string | number][]): Uint8Array {
  return joined(
    elements.map(([tag, vr, value]) => {
      if (typeof value === 'number') {
        return element(tag, vr, new Uint8Array(new Uint16Array([value]).buffer));
      }
      const padded = value.length % 2 === 0 ? value : value + (vr === 'UI' ? '\0' : ' ');
      return element(tag, vr, new TextEncoder().encode(padded));
    }),
  );
}

function element(tag: number, vr: string, value: Uint8Array): Uint8Array {
  const isLong = vr === 'OW';
  const head = new DataView(new ArrayBuffer(isLong ? 12 : 8));
  head.setUint16(0, tag >>> 16, true);
  head.setUint16(2, tag & 0xffff, true);
  head.setUint8(4, vr.charCodeAt(0));
  head.setUint8(5, vr.charCodeAt(1));
  if (isLong) {
    head.setUint32(8, value.length, true);
  } else {
    head.setUint16(6, value.length, true);
  }
  return joined([new Uint8Array(head.buffer), value]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

/** Numbers from a first one in equal steps. */
export function steps(count: number, step: number, first = 0): number[] {
  return Array.from({ length: count }, (_, index) => first + index * step);
}
