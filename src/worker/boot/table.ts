/**
 * Makes the table of a program's functions refer to the ones that an instance exports, by identity.
 *
 * An exported function and the table's entry for it are one object (WebAssembly JavaScript
 * Interface, "a new Exported Function"), and their name is the function's number in its module. In
 * WebKit 2.50 they are two. Emscripten looks functions up by identity, doesn't find any, and adds
 * them all again: what is linked next has other addresses than where the image was made.
 */
export function unifyFunctions(
  { exports }: WebAssembly.Instance,
  imports: WebAssembly.Imports = {},
): void {
  const { __indirect_function_table: table, __table_base: base } = imports['env'] ?? {};
  if (!(table instanceof WebAssembly.Table)) {
    return; // it is no part of the program
  }
  const exported = new Map<string, () => unknown>();
  for (const value of Object.values(exports)) {
    if (typeof value === 'function') {
      exported.set(value.name, value as () => unknown);
    }
  }
  // The module's own entries are the last; a number or a WebAssembly.Global tells the first.
  for (let index = Number(base); index < table.length; index++) {
    const entry = table.get(index) as (() => unknown) | null;
    const twin = entry && exported.get(entry.name);
    if (twin && twin !== entry) {
      table.set(index, twin);
    }
  }
}
