import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost &
  HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Where the panel is if there is no room beside the image: below the bar, or above it where the element's height is given and the
 * bar would go up. Opening it moves no button.
 */
export class SheetPlace implements ReactiveController {
  readonly #host: Host;
  /** How far down the bar was before the panel was there. */
  #barTop: number | undefined;
  #isInside = false;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  get className(): string {
    return this.#isInside ? 'inside' : '';
  }

  hostUpdate(): void {
    if (!this.#find('.info')) {
      this.#barTop = this.#find('.controls')?.offsetTop;
      this.#isInside = false;
    }
  }

  hostUpdated(): void {
    const top = this.#find('.info') && this.#find('.controls')?.offsetTop;
    if (top != null && this.#barTop !== undefined) {
      this.#isInside = top < this.#barTop;
      this.#barTop = undefined;
      if (this.#isInside) {
        this.#host.requestUpdate();
      }
    }
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
