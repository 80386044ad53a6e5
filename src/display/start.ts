import type { ReactiveControllerHost } from 'lit';

import { whenNear } from './nearness.js';

/** The element's properties that say when its source is fetched. */
export interface StartProperties {
  readonly loading: 'eager' | 'lazy';
  readonly reveal: 'auto' | 'interaction';
}

/** When a source is fetched: at once, once the element is near what is seen of the page, or once a visitor asks for it. */
export class Start {
  readonly #host: ReactiveControllerHost & Element & StartProperties;
  /** What is waited for. */
  waitsFor: 'interaction' | 'nearness' | undefined;
  #isRevealed = false;
  #end: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element & StartProperties) {
    this.#host = host;
  }

  /** Resolves when the source may be fetched, or when the signal aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    const { reveal, loading } = this.#host;
    this.waitsFor = undefined;
    if (reveal === 'interaction' && !this.#isRevealed) {
      this.waitsFor = 'interaction';
      await this.#whenRevealed(signal);
    } else if (loading === 'lazy') {
      this.waitsFor = 'nearness';
      await whenNear(this.#host, signal);
    } else {
      return;
    }
    if (!signal.aborted) {
      this.waitsFor = undefined;
      this.#host.requestUpdate();
    }
  }

  /** A visitor, or the page, asks for the image: this source, and those that come later, wait no longer. */
  reveal(): void {
    this.#isRevealed = true;
    this.#end?.();
  }

  async #whenRevealed(signal: AbortSignal): Promise<void> {
    // What the image costs is said: less once another element has started the runtime.
    const update = () => {
      this.#host.requestUpdate();
    };
    document.addEventListener('dicom-progress', update);
    await new Promise<void>((resolve) => {
      this.#end = resolve;
      signal.addEventListener('abort', this.#end, { once: true });
    });
    document.removeEventListener('dicom-progress', update);
  }
}
