/** How many bytes of a file tell what it is: preamble and prefix (PS3.10 7.1). */
export const headLength = 132;

/** What a file may be by its first bytes; the name says nothing. */
export type Content = 'zip' | 'gzip' | 'dicom' | 'other';

/** Those of a local file, of an empty archive, and of split ones. */
const zipSignatures = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK00'];

/** The magic number of gzip and its one method (RFC 1952 2.3.1). */
const gzipSignature = '\x1f\x8b\x08';

/** What stands before the file meta information. */
const prefix = 'DICM';

/** The length of an element's tag and value length (PS3.5 7.1). */
const headerLength = 8;

/** The group of what describes an image: a data set that has one begins with it or a lower one. */
const imageGroup = 0x0028;

/** Tells what a file's first `headLength` bytes are of; what is `dicom` only may be. */
export function contentOf(head: Uint8Array): Content {
  const text = String.fromCharCode(...head.subarray(0, headLength));
  if (zipSignatures.some((signature) => text.startsWith(signature))) {
    return 'zip';
  }
  if (text.startsWith(gzipSignature)) {
    return 'gzip';
  }
  const isMarked = text.startsWith(prefix) || text.startsWith(prefix, headLength - prefix.length);
  return isMarked || mayBeDataSet(head) ? 'dicom' : 'other';
}

/** Whether a file without prefix may be a data set of either byte order: its tags ascend. */
function mayBeDataSet(head: Uint8Array): boolean {
  if (head.length < headerLength) {
    return false;
  }
  const view = new DataView(head.buffer, head.byteOffset);
  return Math.min(view.getUint16(0, true), view.getUint16(0, false)) <= imageGroup;
}
