/** The bar below the image and the sliders beside it; fetched when an element first has controls. */

import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';

import type { Viewport } from '../display/viewport.js';
import type { Language } from '../languages/language.js';
import type { Act } from '../templates/action.js';
import { barTemplate, type PanelName } from './bar.js';
import { barStyles } from './bar.styles.js';
import { controlsState, type ControlledProperties, type ControlsState } from './controls-state.js';
import { fieldsStyles } from './fields.styles.js';
import { frameSlider } from './frame-slider.js';
import type { BroughtPanel } from './layers-panel.js';
import { fitBar, hasRoomForStrip, layoutOf, placePanel, type ControlsLayout } from './layout.js';
import { planeSwitch } from './plane-switch.js';
import { panelStyles } from './panel.styles.js';
import { slicesStyles } from './slices.styles.js';
import { Thumbnails } from './thumbnails.js';
import { moveFocus, updateTabStop } from './toolbar-focus.js';

export { takeTrustPolicy } from '../trusted-types.js';

/** The element that has the controls. */
export type ControlsHost = ReactiveControllerHost &
  HTMLElement &
  ControlledProperties & { readonly renderRoot: HTMLElement | DocumentFragment };

/** The styles of the controls. */
export const styles = fieldsStyles + barStyles + panelStyles + slicesStyles;

/** The controls of an element: what they show, and which panel is open. */
export class Controls implements ReactiveController {
  readonly #host: ControlsHost;
  readonly #layers: () => BroughtPanel | undefined;
  readonly #hasPipeline: () => boolean;
  readonly #thumbnails: Thumbnails;
  #open: PanelName | undefined;
  /** What the bar of this update shows. */
  #state: ControlsState | undefined;
  #act: Act | undefined;
  /** Undefined until it is measured. */
  #layout: ControlsLayout | undefined;
  /** The panel that was placed last; undefined where the bar has changed since. */
  #placed: PanelName | undefined;
  #hasRoomForStrip = false;
  #isStripClosed = false;
  /** The bar that was fitted last, and what it holds. */
  #fitted = '';
  #sizes: ResizeObserver | undefined;

  /** `layers` returns the list of layers; `hasPipeline` whether there is a pipeline. */
  constructor(
    host: ControlsHost,
    layers: () => BroughtPanel | undefined,
    hasPipeline: () => boolean,
  ) {
    this.#host = host;
    this.#layers = layers;
    this.#hasPipeline = hasPipeline;
    this.#thumbnails = new Thumbnails(() => {
      host.requestUpdate();
    });
    host.addController(this);
  }

  hostConnected(): void {
    const view = this.#host.ownerDocument.defaultView; // another window's, where the element is there
    this.#sizes = view
      ? new view.ResizeObserver(() => {
          // In a frame of its own: what it changes may change the size again.
          view.requestAnimationFrame(() => {
            this.#fitted = '';
            this.#fit();
            this.#placePanel();
          });
        })
      : undefined;
    this.#sizes?.observe(this.#host);
    this.#host.renderRoot.addEventListener('keydown', this.#handleKey);
    this.#host.renderRoot.addEventListener('pointerdown', this.#handlePointer);
  }

  hostDisconnected(): void {
    this.#host.renderRoot.removeEventListener('keydown', this.#handleKey);
    this.#host.renderRoot.removeEventListener('pointerdown', this.#handlePointer);
    this.#sizes?.disconnect();
    this.#open = undefined;
  }

  hostUpdated(): void {
    this.#fit();
    const { renderRoot } = this.#host;
    this.#thumbnails.paint(renderRoot.querySelectorAll<HTMLCanvasElement>('[data-series]'));
    if (this.#toolbar) {
      updateTabStop(this.#toolbar);
    }
    this.#placePanel();
  }

  /** Shows the list of keys, and gives it the focus. */
  showHelp(): void {
    this.#show('keys');
    void this.#host.updateComplete.then(() => {
      this.#panel?.focus();
    });
  }

  /** The bar below the image. */
  bar(viewport: Viewport, texts: Language, act: Act, message: string): TemplateResult {
    this.#act = act;
    const host = this.#host;
    const state = controlsState(host, viewport, message, this.#layers(), this.#hasPipeline());
    this.#state = state;
    if (this.#showsSeries) {
      this.#thumbnails.show(viewport);
    }
    this.#layout ??= this.#measure();
    const panel = { open: this.#open, hasStrip: this.#hasStrip, toggle: this.#toggle };
    return barTemplate(state, texts, act, panel, this.#layout);
  }

  /** The slider beside a pane, once there is a bar; on a phone the bar has that of a single image. */
  slider(index: number, texts: Language, act: Act): unknown {
    const state = this.#state;
    const isElsewhere = this.#layout === 'phone' && state?.planes.length === 0;
    return !state || isElsewhere || this.#layout === 'none'
      ? undefined
      : frameSlider(state, index, texts, act);
  }

  /** What chooses which of three planes a phone shows. */
  planeSwitch(chosen: number, texts: Language, act: Act): TemplateResult | undefined {
    return this.#layout === 'none' ? undefined : planeSwitch(chosen, texts, act);
  }

  readonly #toggle = (panel: PanelName): void => {
    if (panel === 'series' && this.#hasStrip !== undefined) {
      this.#isStripClosed = this.#hasStrip;
      this.#host.requestUpdate();
    } else {
      this.#show(this.#open === panel ? undefined : panel);
    }
  };

  /** Whether the list of series stands beside the image; undefined where there is no room for it. */
  get #hasStrip(): boolean | undefined {
    return this.#layout === 'bar' && this.#hasRoomForStrip ? !this.#isStripClosed : undefined;
  }

  #measure(): ControlsLayout {
    this.#hasRoomForStrip = hasRoomForStrip(this.#host);
    return layoutOf(this.#host, this.#host.renderRoot.querySelector<HTMLElement>('.controls'));
  }

  /** Fits the bar into the element, after the size or what the bar holds has changed. */
  #fit(): void {
    const bar = this.#toolbar;
    const content = [...(bar?.querySelectorAll('button') ?? [])].map(({ title }) => title).join();
    if (content === this.#fitted) {
      return;
    }
    this.#fitted = content;
    const hadStrip = this.#hasStrip;
    const layout = this.#measure();
    if (layout !== this.#layout || hadStrip !== this.#hasStrip) {
      this.#layout = layout;
      this.#fitted = ''; // the bar of the next update is another one
      this.#host.requestUpdate();
    } else if (bar && layout === 'bar') {
      fitBar(bar);
      this.#placed = undefined;
    }
  }

  #placePanel(): void {
    if (this.#open === this.#placed) {
      return;
    }
    this.#placed = this.#open;
    const [bar, opener, panel] = [this.#toolbar, this.#opener, this.#panel];
    if (bar && opener && panel && this.#layout === 'bar') {
      placePanel(panel, opener, bar);
    }
  }

  /** Whether a list of the series is seen. */
  get #showsSeries(): boolean {
    const isLeftOut = this.#toolbar?.dataset['without']?.includes('series') ?? false;
    return (
      this.#hasStrip === true ||
      this.#open === 'series' ||
      this.#open === 'toolbar' ||
      (this.#open === 'more' && isLeftOut)
    );
  }

  get #panel(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.panel');
  }

  /** The button that opened the panel. */
  get #opener(): HTMLElement | null {
    return this.#toolbar?.querySelector<HTMLElement>('[aria-expanded="true"]') ?? null;
  }

  get #toolbar(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.toolbar');
  }

  #show(panel: PanelName | undefined): void {
    this.#open = panel;
    this.#host.requestUpdate();
  }

  readonly #handleKey = (event: Event): void => {
    const key = event as KeyboardEvent;
    const target = event.target as Element;
    if (key.key === 'Escape' && this.#open) {
      event.preventDefault();
      if (target.closest('.controls')) {
        (this.#opener ?? this.#host.renderRoot.querySelector<HTMLElement>('.stage'))?.focus();
      }
      this.#show(undefined);
    } else if (isCopy(key) && target.matches('.stage')) {
      event.preventDefault();
      this.#act?.('copy');
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

/** Whether a key copies, and not what is selected on the page. */
function isCopy({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  const isSelected = getSelection()?.isCollapsed === false;
  return key === 'c' && (ctrlKey || metaKey) && !shiftKey && !altKey && !isSelected;
}
