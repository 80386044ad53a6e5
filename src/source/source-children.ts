import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Follows the `<source src>` children of an element, but layers, as they are added, removed and changed. */
export class SourceChildren implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #changed: (urls: readonly string[]) => void;
  #observer: MutationObserver | undefined;
  #urls: readonly string[] = [];

  /** `changed` hears of the new URLs, once for all changes that a script makes at once. */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    changed: (urls: readonly string[]) => void,
  ) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  /** The absolute URLs of the children, in their order; those of a removed element stay. */
  get urls(): readonly string[] {
    return this.#urls;
  }

  hostConnected(): void {
    const attributes = { attributes: true, attributeFilter: ['src', 'layer'] };
    this.#observer = new MutationObserver(this.#update); // calls back in a microtask
    this.#observer.observe(this.#host, { childList: true, subtree: true, ...attributes });
    this.#update();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  readonly #update = (): void => {
    const children = this.#host.querySelectorAll<HTMLSourceElement>(':scope > source:not([layer])');
    this.#host.requestUpdate(); // for layers
    const urls = [...children].map(({ src }) => src).filter(Boolean);
    if (urls.join(' ') !== this.#urls.join(' ')) {
      this.#urls = urls;
      this.#changed(urls);
    }
  };
}
