import { importWithStallLimit } from '../network/import.js';
import { ownFile } from '../network/own-files.js';
import { lazyValue, retryPause } from '../network/lazy-value.js';
import { addStyles } from '../style-sheets.js';
import { trustPolicy } from '../trusted-types.js';
import type { Controls, ControlsHost } from './controls.js';

type ControlsModule = typeof import('./controls.js');

/** The controls of an element, whose module is fetched when an element first has some. */
export class LazyControls {
  readonly #host: ControlsHost;
  #controls: Controls | undefined;

  constructor(host: ControlsHost) {
    this.#host = host;
  }

  /** Undefined until the module is there. */
  get current(): Controls | undefined {
    return this.#controls;
  }

  /** Resolves once the controls are there, or can't be had. */
  async fetch(): Promise<void> {
    await this.#create().catch(() => undefined); // a later update is the next try
  }

  readonly #create = lazyValue(async () => {
    const { href } = ownFile('controls.js', () => new URL('./controls.js', import.meta.url));
    const module = (await importWithStallLimit(href)) as ControlsModule;
    module.takeTrustPolicy(trustPolicy());
    addStyles(this.#host.renderRoot, module.styles);
    this.#controls = new module.Controls(this.#host);
    this.#host.requestUpdate();
  }, retryPause);
}
