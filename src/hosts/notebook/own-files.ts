/** Reads a file of dist/ by its path. */
type Read = (name: string) => Promise<Blob>;

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  wasm: 'application/wasm',
};

/** How a file of dist/ names another: what bundlers follow. */
const reference = /new URL\((["'])\.\/([^"']+)\1,\s*import\.meta\.url\)/g;

/**
 * Gives files of dist/ that lie on no server blob: URLs, and has those of scripts name each other by these. No file
 * may refer to one that refers to it.
 */
export class OwnFiles {
  readonly #names: ReadonlySet<string>;
  readonly #read: Read;
  readonly #urls = new Map<string, Promise<string>>();

  constructor(names: Iterable<string>, read: Read) {
    this.#names = new Set(names);
    this.#read = read;
  }

  /** The URL of a file; reads it, and all that it refers to. */
  urlOf(name: string): Promise<string> {
    let url = this.#urls.get(name);
    if (!url) {
      url = this.#makeUrl(name);
      this.#urls.set(name, url);
    }
    return url;
  }

  async #makeUrl(name: string): Promise<string> {
    const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
    const content = await this.#read(name);
    const parts = type === 'text/javascript' ? await this.#linked(name, content) : content;
    return URL.createObjectURL(new Blob([parts], { type }));
  }

  /** The text of a script, in which the URLs of other files are those that they have here. */
  async #linked(name: string, content: Blob): Promise<string> {
    const text = await content.text();
    const folder = name.slice(0, name.lastIndexOf('/') + 1);
    const names = [...text.matchAll(reference)].map(([, , path = '']) => folder + path);
    const known = [...new Set(names)].filter((each) => this.#names.has(each));
    const urls = new Map<string, string>();
    await Promise.all(
      known.map(async (each) => {
        urls.set(each, await this.urlOf(each));
      }),
    );
    return text.replaceAll(reference, (code: string, _: string, path: string) => {
      const url = urls.get(folder + path);
      return url === undefined ? code : `new URL(${JSON.stringify(url)})`;
    });
  }
}
