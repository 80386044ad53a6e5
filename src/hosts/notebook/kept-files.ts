/** What browsers keep the files under: they are of no server, and this is no address. */
const place = 'https://dicom-viewer.invalid/';

const prefix = 'dicom-viewer-notebook-';

/**
 * Files that the browser keeps from one visit of a notebook to the next, of one version; where it keeps none, as in
 * frames of opaque origin, each is read anew.
 */
export class KeptFiles {
  readonly #cache: Promise<Cache | undefined>;

  constructor(version: string) {
    this.#cache = openCache(prefix + version).catch(() => undefined);
  }

  /** A file that is kept, else what `read` gives, which is kept from now on. */
  async get(name: string, size: number, read: () => Promise<Blob>): Promise<Blob> {
    const cache = await this.#cache;
    const kept = await cache?.match(place + name).then((response) => response?.blob());
    if (kept?.size === size) {
      return kept;
    }
    const file = await read();
    await cache?.put(place + name, new Response(file)).catch(() => undefined); // the disk may be full
    return file;
  }
}

/** Opens the cache of a version, and lets go of those of others. */
async function openCache(name: string): Promise<Cache> {
  const names = await caches.keys();
  const others = names.filter((each) => each.startsWith(prefix) && each !== name);
  await Promise.all(others.map((each) => caches.delete(each)));
  return caches.open(name);
}
