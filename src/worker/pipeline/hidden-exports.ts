/**
 * Exports of Python's WebAssembly that only libraries of packages need. A start doesn't see them: Emscripten would give
 * each a place in the table of functions, and the image of the memory has NumPy's functions there.
 */

/** How the name of such an export begins, see scripts/trim-exports.mjs. */
const mark = '+';

/** Where the program's data begin in the memory: what exports tell of data is relative to that. */
const memoryBase = 1024;

const headerBytes = 8;
const exportSection = 7;

export class HiddenExports {
  #imports: Record<string, WebAssembly.ImportValue | number> | undefined;
  #hidden: [name: string, value: WebAssembly.ExportValue][] = [];

  /** Returns a program without its hidden exports. */
  hide(instance: WebAssembly.Instance, { env }: WebAssembly.Imports): WebAssembly.Instance {
    const entries = Object.entries(instance.exports);
    this.#imports = env;
    this.#hidden = entries.filter(([name]) => name.startsWith(mark));
    return { exports: Object.fromEntries(entries.filter(([name]) => !name.startsWith(mark))) };
  }

  /** Lets libraries that are linked from now on find them; where Emscripten looks for symbols is what it imports. */
  show(): void {
    for (const [name, value] of this.#hidden.splice(0)) {
      const symbol = name.slice(mark.length);
      const imports = this.#imports ?? {};
      imports[symbol] ??=
        value instanceof WebAssembly.Global ? Number(value.value) + memoryBase : value;
    }
  }
}

/** A module whose exports are those of another section (WebAssembly Core Specification 5.5.10). */
export function withExports(
  wasm: Uint8Array<ArrayBuffer>,
  section: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  for (let start = headerBytes; start < wasm.length;) {
    const [size, content] = numberAt(wasm, start + 1);
    const end = content + size;
    if (wasm[start] === exportSection) {
      const changed = new Uint8Array(wasm.length - (end - start) + section.length);
      changed.set(wasm.subarray(0, start));
      changed.set(section, start);
      changed.set(wasm.subarray(end), start + section.length);
      return changed;
    }
    start = end;
  }
  return wasm;
}

/** Reads an unsigned number (LEB128, 5.2.2); returns where it ends, too. */
function numberAt(bytes: Uint8Array, position: number): [value: number, end: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[position++] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) {
      return [value >>> 0, position];
    }
  }
}
