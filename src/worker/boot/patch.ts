/**
 * A patch holds what a memory is by what differs from one that is there already. In 32-bit words of
 * little endian: the memory's length, the number of runs, and each run's offset and length; then
 * the runs' bytes, one after the other.
 */

const wordBytes = 4;
const headerWords = 2;

/** What differs anywhere in so many bytes is taken whole. */
const blockBytes = 64;

/** Describes a memory by another that may be shorter; what is beyond that counts as zeros. */
export function makePatch(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const runs: [start: number, end: number][] = [];
  for (let start = 0; start < after.length; start += blockBytes) {
    const end = Math.min(start + blockBytes, after.length);
    if (!isSame(before, after, start, end)) {
      const last = runs.at(-1);
      if (last?.[1] === start) {
        last[1] = end;
      } else {
        runs.push([start, end]);
      }
    }
  }
  const words = runs.flatMap(([start, end]) => [start, end - start]);
  const table = Uint32Array.of(after.length, runs.length, ...words);
  const parts = runs.map(([start, end]) => after.subarray(start, end));
  return joined([new Uint8Array(table.buffer), ...parts]);
}

/** The length of the memory that a patch describes. */
export function memoryLength(patch: Uint8Array<ArrayBuffer>): number {
  return new Uint32Array(patch.buffer, patch.byteOffset, headerWords)[0] ?? 0;
}

/** Makes a memory what a patch says, if it is what the patch was made for. */
export function applyPatch(memory: Uint8Array, patch: Uint8Array<ArrayBuffer>): void {
  const [, count = 0] = new Uint32Array(patch.buffer, patch.byteOffset, headerWords);
  const tableStart = patch.byteOffset + headerWords * wordBytes;
  const table = new Uint32Array(patch.buffer, tableStart, 2 * count);
  let position = (headerWords + table.length) * wordBytes;
  for (let run = 0; run < table.length; run += 2) {
    const [offset = 0, length = 0] = table.subarray(run, run + 2);
    memory.set(patch.subarray(position, position + length), offset);
    position += length;
  }
}

function isSame(before: Uint8Array, after: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (after[at] !== (before[at] ?? 0)) {
      return false;
    }
  }
  return true;
}

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}
