import type { PyodideAPI } from 'pyodide';

import { moduleOf } from './interpreter.js';
import { applyPatch, memoryLength } from './patch.js';

/** What the memory is like once the libraries are linked: where that agrees, all addresses do. */
export interface Fingerprint {
  heapBytes: number;
  tableEntries: number;
  programBreak: number;
}

/** What the build tells of the image that it made. */
export interface ImageDescription {
  /** The size of the snapshot that the interpreter begins with. */
  snapshotBytes: number;
  /** The memory that the image is a patch of. */
  linked: Fingerprint;
}

/** The same of the image that lies beside the worker. */
export interface PublishedImage extends ImageDescription {
  /** The size of its patch as it lies there, compressed. */
  patchBytes: number;
}

/** Tells what the memory is like. */
export function fingerprintOf(pyodide: PyodideAPI): Fingerprint {
  const module = moduleOf(pyodide);
  return {
    heapBytes: module.HEAPU8.length,
    tableEntries: module.wasmTable.length,
    programBreak: module._sbrk(0),
  };
}

/** Whether an image fits the memory of an interpreter whose libraries are linked. */
export function fitsImage(pyodide: PyodideAPI, { linked }: ImageDescription): boolean {
  const found = fingerprintOf(pyodide);
  return (
    found.heapBytes === linked.heapBytes &&
    found.tableEntries === linked.tableEntries &&
    found.programBreak === linked.programBreak
  );
}

/** Makes the memory what it was when everything had been imported. */
export function restoreImage(pyodide: PyodideAPI, patch: Uint8Array<ArrayBuffer>): void {
  const module = moduleOf(pyodide);
  const length = memoryLength(patch);
  if (length > module.HEAPU8.length) {
    module._emscripten_resize_heap(length);
  }
  applyPatch(module.HEAPU8, patch);
}
