import type { CSSResult, ReactiveControllerHost } from 'lit';

import { importWithStallLimit } from '../network/import.js';
import { addStyles } from '../style-sheets.js';
import { trustPolicy, type TrustPolicy } from '../trusted-types.js';

/** The module of such a part. */
interface PartModule {
  takeTrustPolicy(policy: TrustPolicy): void;
  /** What the element's shadow root gains. */
  readonly styles: readonly CSSResult[];
}

/** A part of an element whose module is fetched when an element first has it. */
export class LazyPart<Module extends PartModule, Part> {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: Node };
  readonly #locate: () => URL;
  readonly #create: (module: Module) => Part;
  #part: Part | undefined;
  #fetching: Promise<void> | undefined;

  /** `locate` tells where its module is; `create` makes the part of an element. */
  constructor(
    host: ReactiveControllerHost & { readonly renderRoot: Node },
    locate: () => URL,
    create: (module: Module) => Part,
  ) {
    this.#host = host;
    this.#locate = locate;
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
      const module = (await importWithStallLimit(this.#locate().href)) as Module;
      module.takeTrustPolicy(trustPolicy());
      addStyles(this.#host.renderRoot, module.styles);
      this.#part = this.#create(module);
      this.#host.requestUpdate();
    } catch {
      this.#fetching = undefined; // an update later, the next try
    }
  }
}
