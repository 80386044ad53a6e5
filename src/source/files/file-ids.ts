/** The version that ISO 9660 puts behind a name, and the dot of one without extension. */
const iso9660Ending = /\.?(;\d+)?$/;

/** An extension, which the components of a file ID can't have (PS3.10 8.2). */
const extension = /\.[^./]*$/;

/**
 * Finds the files that a DICOMDIR refers to by their file IDs, as `A/B/C`, relative to its folder:
 * in either case, and with or without an extension or the version of ISO 9660.
 */
export class FileIds {
  readonly #exact = new Map<string, string>();
  readonly #stems = new Map<string, string>();

  /** `names` are the paths of the files there are, `dicomdir` is that of the directory. */
  constructor(names: Iterable<string>, dicomdir: string) {
    const folder = dicomdir.slice(0, dicomdir.lastIndexOf('/') + 1);
    for (const name of names) {
      if (name.startsWith(folder)) {
        const path = normalised(name.slice(folder.length));
        setFirst(this.#exact, path, name);
        setFirst(this.#stems, path.replace(extension, ''), name);
      }
    }
  }

  /** Returns the path of a file, or undefined if it isn't there. */
  find(fileId: string): string | undefined {
    const path = normalised(fileId);
    return this.#exact.get(path) ?? this.#stems.get(path.replace(extension, ''));
  }
}

/** Whether other files may lie beside a URL: not beside one of `blob:` or `data:`. */
export function hasFolder(url: string): boolean {
  return URL.canParse('./', url);
}

/** Returns the URL of a file, by its file ID and the URL of the DICOMDIR. */
export function urlOfFileId(fileId: string, dicomdir: string): string {
  const path = fileId.split('/').map(encodeURIComponent).join('/');
  return new URL(`./${path}`, dicomdir).href;
}

function normalised(path: string): string {
  return path.toLowerCase().replace(iso9660Ending, '');
}

function setFirst(map: Map<string, string>, key: string, name: string): void {
  if (!map.has(key)) {
    map.set(key, name);
  }
}
