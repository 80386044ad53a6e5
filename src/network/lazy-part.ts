import { importWithStallLimit } from './import.js';

/** What is told that a part has come. */
interface Updatable {
  requestUpdate(): void;
}

/** A part of an element whose module, a file of dist/, is fetched when it is first needed. */
export class LazyPart<Part> {
  readonly #host: Updatable;
  readonly #file: string;
  readonly #create: (module: unknown) => Part;
  #part: Part | undefined;
  #fetching: Promise<void> | undefined;

  constructor(host: Updatable, file: string, create: (module: unknown) => Part) {
    this.#host = host;
    this.#file = file;
    this.#create = create;
  }

  /** Undefined until the module is there. */
  get current(): Part | undefined {
    return this.#part;
  }

  /** Resolves once the part is there, or can't be had. */
  fetch(): Promise<void> {
    this.#fetching ??= this.#fetch();
    return this.#fetching;
  }

  async #fetch(): Promise<void> {
    try {
      const { href } = new URL(`./${this.#file}`, import.meta.url);
      this.#part = this.#create(await importWithStallLimit(href));
      this.#host.requestUpdate();
    } catch {
      this.#fetching = undefined; // an update later, the next try
    }
  }
}
