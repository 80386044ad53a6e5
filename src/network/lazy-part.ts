import { unsafeCSS, type CSSResult } from 'lit';

import { addStyles } from '../style-sheets.js';
import { trustPolicy, type TrustPolicy } from '../trusted-types.js';
import { importWithStallLimit } from './import.js';

/** What a module of a part exports beside what makes the part. */
interface PartModule {
  /** What its shadow root gains. */
  readonly styles?: readonly CSSResult[] | string;
  /** Of a module that has templates. */
  takeTrustPolicy?(policy: TrustPolicy): void;
}

/** The element that has a part. */
interface PartHost {
  readonly renderRoot: Node;
  requestUpdate(): void;
}

/** A part of an element whose module is fetched when the element first needs it. */
export class LazyPart<Module, Part> {
  readonly #host: PartHost;
  readonly #file: string;
  readonly #create: (module: Module) => Part;
  #part: Part | undefined;
  #fetching: Promise<void> | undefined;

  /** `file` lies beside the element's module; `create` makes the part of what it exports. */
  constructor(host: PartHost, file: string, create: (module: Module) => Part) {
    this.#host = host;
    this.#file = file;
    this.#create = create;
  }

  /** Undefined until the module is there. */
  get current(): Part | undefined {
    return this.#part;
  }

  /** Resolves once the part is there, or can't be had; an update later is the next try. */
  fetch(): Promise<void> {
    this.#fetching ??= this.#fetch();
    return this.#fetching;
  }

  async #fetch(): Promise<void> {
    try {
      const { href } = new URL(this.#file, import.meta.url);
      const module = (await importWithStallLimit(href)) as Module & PartModule;
      module.takeTrustPolicy?.(trustPolicy());
      const { styles = [] } = module;
      addStyles(this.#host.renderRoot, typeof styles === 'string' ? [unsafeCSS(styles)] : styles);
      this.#part = this.#create(module);
      this.#host.requestUpdate();
    } catch {
      this.#fetching = undefined;
    }
  }
}
