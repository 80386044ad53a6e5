import { addStyles } from '../style-sheets.js';
import { trustPolicy, type TrustPolicy } from '../trusted-types.js';
import { importWithStallLimit } from './import.js';
import { lazyValue, retryPause } from './lazy-value.js';
import { ownFile } from './own-files.js';

/** What a module of a part exports beside what makes the part. */
interface PartModule {
  /** What the element's shadow root gains. */
  readonly styles?: string;
  /** Of a module that has templates. */
  takeTrustPolicy?(policy: TrustPolicy): void;
  readonly [name: string]: unknown;
}

/** The element that has a part. */
interface PartHost {
  readonly renderRoot: Node;
  requestUpdate(): void;
}

/**
 * Imports the module of an element's part, whose styles the element's shadow root gains. `own` is the URL of the file,
 * written out as `ownFile` needs it.
 */
export async function importPart<Module extends PartModule>(
  renderRoot: Node,
  file: string,
  own: () => URL,
): Promise<Module> {
  const module = (await importWithStallLimit(ownFile(file, own).href)) as Module;
  module.takeTrustPolicy?.(trustPolicy());
  const { styles } = module;
  if (styles) {
    addStyles(renderRoot, styles);
  }
  return module;
}

/** A part of an element whose module, a file of dist/, is fetched when the element first needs it. */
export class LazyPart<Module extends PartModule, Part> {
  readonly #host: PartHost;
  readonly #file: string;
  readonly #own: () => URL;
  readonly #create: (module: Module) => Part;
  readonly #fail: (error: unknown) => void;
  #part: Part | undefined;

  /** `file` and `own` as of `importPart`; `create` makes the part of what the module exports, `fail` is given why there is none. */
  constructor(
    host: PartHost,
    file: string,
    own: () => URL,
    create: (module: Module) => Part,
    fail: (error: unknown) => void = () => undefined,
  ) {
    this.#host = host;
    this.#file = file;
    this.#own = own;
    this.#create = create;
    this.#fail = fail;
  }

  /** Undefined until the module is there. */
  get current(): Part | undefined {
    return this.#part;
  }

  /** Resolves once the part is there, or can't be had. */
  async fetch(): Promise<void> {
    await this.#fetch().catch(this.#fail); // an update later, the next try
  }

  readonly #fetch = lazyValue(async () => {
    const { renderRoot } = this.#host;
    this.#part = this.#create(await importPart<Module>(renderRoot, this.#file, this.#own));
    this.#host.requestUpdate();
  }, retryPause);
}
