/** The colours of colour maps, each fetched from the runtime when it is first needed. */
export class Colormaps {
  readonly #fetch: (name: string) => Promise<readonly number[]>;
  readonly #arrived: () => void;
  readonly #colors = new Map<string, Uint32Array | undefined>();

  /** `arrived` is called each time that the colours of a map are there. */
  constructor(fetch: (name: string) => Promise<readonly number[]>, arrived: () => void) {
    this.#fetch = fetch;
    this.#arrived = arrived;
  }

  /** The colours of a map, of `gray` where there is none of that name; undefined until they are there. */
  of(name: string): Uint32Array | undefined {
    if (!this.#colors.has(name)) {
      this.#colors.set(name, undefined);
      void this.#load(name).catch(() => undefined);
    }
    return this.#colors.get(name);
  }

  async #load(name: string): Promise<void> {
    const colors = await this.#fetch(name).catch(() => this.#fetch('gray'));
    this.#colors.set(name, Uint32Array.from(colors));
    this.#arrived();
  }
}
