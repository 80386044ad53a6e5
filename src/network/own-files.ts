/** Where the files of dist/ are that the element fetches when it needs them. */

let base: string | undefined;

/** The folder that the page says they are in; undefined while they lie beside the module, or where a bundler put them. */
export function baseOfFiles(): string | undefined {
  return base;
}

/** Has them looked for in another folder, whose URL may be relative to the page's. */
export function setBaseOfFiles(folder: string | URL | undefined): void {
  base = folder === undefined ? undefined : String(folder);
}

/**
 * The URL of a file of dist/. `own` makes that of one that lies beside the module; it has to be written out as
 * `new URL('./name.js', import.meta.url)`, because that is what bundlers follow.
 */
export function ownFile(name: string, own: () => URL): URL {
  return fileAtBase(name) ?? new URL(own(), document.baseURI); // Turbopack makes a relative one
}

/** The URL of a file of dist/ in the folder that the page names; undefined where it names none. */
export function fileAtBase(name: string): URL | undefined {
  return base === undefined
    ? undefined
    : new URL(name, new URL(base.replace(/\/?$/, '/'), document.baseURI));
}
