import { importWithStallLimit } from './import.js';
import { ownFile } from './own-files.js';

/** What is told that a part has come. */
interface Updatable {
  requestUpdate(): void;
}

/** A part of an element whose module, a file of dist/, is fetched when it is first needed. */
export class LazyPart<Part> {
  readonly #host: Updatable;
  readonly #file: string;
  readonly #own: () => URL;
  readonly #create: (module: unknown) => Part;
  #part: Part | undefined;
  #fetching: Promise<void> | undefined;

  /** `own` is the URL of the file, written out as `ownFile` needs it. */
  constructor(host: Updatable, file: string, own: () => URL, create: (module: unknown) => Part) {
    this.#host = host;
    this.#file = file;
    this.#own = own;
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
      const { href } = ownFile(this.#file, this.#own);
      this.#part = this.#create(await importWithStallLimit(href));
      this.#host.requestUpdate();
    } catch {
      this.#fetching = undefined; // an update later, the next try
    }
  }
}
