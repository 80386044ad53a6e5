/** Writes WebM, a subset of Matroska (RFC 9559) in EBML (RFC 8794): one track of pictures, which can be sought in. */

/** An encoded picture; times are in ms. */
export interface WebmFrame {
  time: number;
  isKey: boolean;
  bytes: Uint8Array;
}

/** What a player has to know of the track. */
export interface WebmTrack {
  codec: 'V_VP8' | 'V_VP9';
  width: number;
  height: number;
  /** In ms. */
  duration: number;
}

/** The pieces of a file, in order. */
type Piece = Uint8Array;

/** The elements that are written, by their IDs. */
const id = {
  header: 0x1a45dfa3,
  version: 0x4286,
  readVersion: 0x42f7,
  maxIdLength: 0x42f2,
  maxSizeLength: 0x42f3,
  docType: 0x4282,
  docTypeVersion: 0x4287,
  docTypeReadVersion: 0x4285,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  muxingApp: 0x4d80,
  writingApp: 0x5741,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  flagLacing: 0x9c,
  codecId: 0x86,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
} as const;

/** One millisecond in ns: the unit of all times. */
const millisecond = 1e6;

/** A block counts its time from that of its cluster, in 16 bits. */
const longestCluster = 30_000;

const app = 'dicom-viewer-element';

/** Writes a file; the first frame is a key frame. */
export function webmOf(frames: readonly WebmFrame[], track: WebmTrack): Blob {
  const info = element(id.info, [
    element(id.timestampScale, number(millisecond)),
    element(id.duration, float(track.duration)),
    element(id.muxingApp, text(app)),
    element(id.writingApp, text(app)),
  ]);
  const clusters = clustersOf(frames);
  const before = [info, tracksOf(track)];
  // The cues stand before the clusters whose places they tell; their size depends on how many there are only.
  const start = sizeOf(before) + sizeOf([cuesOf(clusters, 0)]);
  const content = [...before, cuesOf(clusters, start), ...clusters.map(({ pieces }) => pieces)];
  return new Blob([header(), element(id.segment, content)].flat() as BlobPart[], {
    type: 'video/webm',
  });
}

interface Cluster {
  time: number;
  pieces: Piece[];
}

/** Each begins with a key frame, where a player can begin, too. */
function clustersOf(frames: readonly WebmFrame[]): Cluster[] {
  const groups: WebmFrame[][] = [];
  for (const frame of frames) {
    const group = groups.at(-1);
    const time = Math.round(group?.[0]?.time ?? 0);
    if (!group || frame.isKey || frame.time - time > longestCluster) {
      groups.push([frame]);
    } else {
      group.push(frame);
    }
  }
  return groups.map((group) => {
    const time = Math.round(group[0]?.time ?? 0);
    const blocks = group.map((frame) => element(id.simpleBlock, block(frame, time)));
    return { time, pieces: element(id.cluster, [element(id.timestamp, number(time)), ...blocks]) };
  });
}

/** A picture in its cluster: the track, the time in the cluster, flags, the picture. */
function block({ time, isKey, bytes }: WebmFrame, start: number): Piece[] {
  const head = new DataView(new ArrayBuffer(4));
  head.setUint8(0, 0x80 | trackNumber);
  head.setInt16(1, Math.round(time) - start);
  head.setUint8(3, isKey ? 0x80 : 0);
  return [new Uint8Array(head.buffer), bytes];
}

const trackNumber = 1;

function tracksOf({ codec, width, height }: WebmTrack): Piece[] {
  const entry = element(id.trackEntry, [
    element(id.trackNumber, number(trackNumber)),
    element(id.trackUid, number(trackNumber)),
    element(id.trackType, number(1)), // video
    element(id.flagLacing, number(0)),
    element(id.codecId, text(codec)),
    element(id.video, [
      element(id.pixelWidth, number(width)),
      element(id.pixelHeight, number(height)),
    ]),
  ]);
  return element(id.tracks, entry);
}

/** Where each cluster begins, from the start of the segment's content. */
function cuesOf(clusters: readonly Cluster[], start: number): Piece[] {
  let place = start;
  const points = clusters.map(({ time, pieces }) => {
    const positions = element(id.cueTrackPositions, [
      element(id.cueTrack, number(trackNumber)),
      element(id.cueClusterPosition, number(place)),
    ]);
    place += sizeOf(pieces);
    return element(id.cuePoint, [element(id.cueTime, number(time)), positions]);
  });
  return element(id.cues, points);
}

function header(): Piece[] {
  return element(id.header, [
    element(id.version, number(1)),
    element(id.readVersion, number(1)),
    element(id.maxIdLength, number(4)),
    element(id.maxSizeLength, number(8)),
    element(id.docType, text('webm')),
    element(id.docTypeVersion, number(4)),
    element(id.docTypeReadVersion, number(2)),
  ]);
}

/** An element: its ID, its size in 8 bytes, its content. */
function element(name: number, content: Piece[] | Piece[][]): Piece[] {
  const pieces = content.flat();
  const size = eightBytes(sizeOf(pieces));
  size[0] = 0x01; // that all 8 bytes are of the size
  return [idBytes(name), size, ...pieces];
}

function idBytes(name: number): Piece {
  const bytes = eightBytes(name);
  return bytes.subarray(bytes.findIndex((byte) => byte > 0));
}

/** A number in 8 bytes, whatever it is: so that sizes don't depend on it. */
function number(value: number): Piece[] {
  return [eightBytes(value)];
}

function eightBytes(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(value));
  return new Uint8Array(view.buffer);
}

function float(value: number): Piece[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [new Uint8Array(view.buffer)];
}

function text(value: string): Piece[] {
  return [new TextEncoder().encode(value)];
}

function sizeOf(pieces: readonly Piece[] | readonly Piece[][]): number {
  return pieces.flat().reduce((sum, { byteLength }) => sum + byteLength, 0);
}
