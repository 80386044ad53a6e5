/** The bar below the image and the sliders beside it; fetched when an element first has controls. */

import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';

import type { Viewport } from '../display/viewport.js';
import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import { barTemplate, type PanelName } from './bar.js';
import { barStyles } from './bar.styles.js';
import { controlsState, type ControlledProperties } from './controls-state.js';
import { fieldsStyles } from './fields.styles.js';
import { frameSlider } from './frame-slider.js';
import { planeSwitch } from './plane-switch.js';
import { moveFocus, updateTabStop } from './toolbar-focus.js';

export { takeTrustPolicy } from '../trusted-types.js';

/** The element that has the controls. */
export type ControlsHost = ReactiveControllerHost &
  HTMLElement &
  ControlledProperties & { readonly renderRoot: HTMLElement | DocumentFragment };

/** The styles of the controls. */
export const styles = [fieldsStyles, barStyles];

/** The controls of an element: what they show, and which panel is open. */
export class Controls implements ReactiveController {
  readonly #host: ControlsHost;
  #open: PanelName | undefined;

  constructor(host: ControlsHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.renderRoot.addEventListener('keydown', this.#handleKey);
    this.#host.renderRoot.addEventListener('pointerdown', this.#handlePointer);
  }

  hostDisconnected(): void {
    this.#host.renderRoot.removeEventListener('keydown', this.#handleKey);
    this.#host.renderRoot.removeEventListener('pointerdown', this.#handlePointer);
    this.#open = undefined;
  }

  hostUpdated(): void {
    if (this.#toolbar) {
      updateTabStop(this.#toolbar);
    }
  }

  /** The bar below the image. */
  bar(viewport: Viewport, texts: Language, act: Act): TemplateResult {
    const state = controlsState(this.#host, viewport);
    const toggle = (panel: PanelName) => {
      this.#show(this.#open === panel ? undefined : panel);
    };
    return barTemplate(state, texts, act, { open: this.#open, toggle });
  }

  /** The slider beside a pane. */
  slider(viewport: Viewport, index: number, texts: Language, act: Act): unknown {
    return frameSlider(controlsState(this.#host, viewport), index, texts, act);
  }

  /** What chooses which of three planes a phone shows. */
  planeSwitch(chosen: number, texts: Language, act: Act): TemplateResult {
    return planeSwitch(chosen, texts, act);
  }

  get #toolbar(): Element | null {
    return this.#host.renderRoot.querySelector('.toolbar');
  }

  #show(panel: PanelName | undefined): void {
    this.#open = panel;
    this.#host.requestUpdate();
  }

  readonly #handleKey = (event: Event): void => {
    const key = event as KeyboardEvent;
    const target = event.target as Element;
    if (key.key === 'Escape' && this.#open && target.closest('.controls')) {
      event.preventDefault();
      this.#toolbar?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
      this.#show(undefined);
    } else if (this.#toolbar?.contains(target) && moveFocus(this.#toolbar, key)) {
      event.preventDefault();
    }
  };

  /** A click beside the panel closes it. */
  readonly #handlePointer = (event: Event): void => {
    if (this.#open && !(event.target as Element).closest('.controls')) {
      this.#show(undefined);
    }
  };
}
