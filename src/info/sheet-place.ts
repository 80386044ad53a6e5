import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost &
  HTMLElement & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * Where the panel is if there is no room beside the image: below the bar, or above it where the element's height is given and the
 * bar would go up. Opening it moves no button.
 */
export class SheetPlace implements ReactiveController {
  readonly #host: Host;
  /** Undefined as long as there is no panel. */
  #isInside: boolean | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  get className(): string {
    return this.#isInside ? 'inside' : '';
  }

  hostUpdated(): void {
    const panel = this.#find('.info');
    if (!panel) {
      this.#isInside = undefined;
    } else if (this.#isInside === undefined) {
      this.#isInside = this.#movesBar(panel);
      if (this.#isInside) {
        this.#host.requestUpdate();
      }
    }
  }

  /** Whether the bar is further up than it is without the panel. */
  #movesBar(panel: HTMLElement): boolean {
    const top = () => this.#find('.controls')?.offsetTop ?? 0;
    const now = top();
    panel.style.display = 'none';
    const without = top();
    panel.style.display = '';
    return now < without;
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
