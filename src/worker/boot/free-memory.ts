import type { EmscriptenModule } from './interpreter.js';

/** The sizes of the blocks that are asked for, from the largest that is worth it. */
const rawSizes = Array.from({ length: 17 }, (_, power) => 2 ** (20 - power));

/** CPython's own allocator has blocks of these sizes (Objects/obmalloc.c). */
const objectSizes = Array.from({ length: 32 }, (_, index) => 512 - 16 * index);

interface Block {
  address: number;
  size: number;
}

/**
 * Fills the memory that Python has freed with zeros: what lies there still takes as many bytes in an
 * image as what is used. All free blocks are taken before the first is given back.
 */
export function clearFreeMemory(module: EmscriptenModule): void {
  const end = module._sbrk(0);
  const raw = takeAll(rawSizes, end, module._PyMem_RawMalloc, module._PyMem_RawFree);
  const objects = takeAll(objectSizes, end, module._PyObject_Malloc, module._PyObject_Free);
  for (const { address, size } of [...raw, ...objects]) {
    module.HEAPU8.fill(0, address, address + size);
  }
  for (const { address } of objects) {
    module._PyObject_Free(address);
  }
  for (const { address } of raw) {
    module._PyMem_RawFree(address);
  }
}

/** Takes blocks of each size until the next one would lie beyond the end of the memory in use. */
function takeAll(
  sizes: readonly number[],
  end: number,
  allocate: (size: number) => number,
  free: (address: number) => void,
): Block[] {
  const taken: Block[] = [];
  for (const size of sizes) {
    for (;;) {
      const address = allocate(size);
      if (address === 0 || address + size > end) {
        free(address);
        break;
      }
      taken.push({ address, size });
    }
  }
  return taken;
}
