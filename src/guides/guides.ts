/** What lies above the images to find one's way: a crosshair, text and a scale bar in the corners; fetched when first shown. */

import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { nothing } from 'lit/html.js';

import type { Viewport } from '../display/viewport.js';
import type { Language } from '../languages/language.js';
import type { ReferenceLine } from '../linking/reference-lines.js';
import { hasCrosshair, planesOf } from '../view/crosshair.js';
import { placementOf, type PlacementProperties } from '../view/placement.js';
import { cornersTemplate } from './corners.js';
import { crosshairPlace } from './crosshair-place.js';
import { crosshairTemplate } from './crosshair.js';
import { gapsTemplate } from './gaps.js';
import { referencesTemplate } from './references.js';

export { guidesStyles as styles } from './guides.styles.js';
export { takeTrustPolicy } from '../trusted-types.js';

/** The element above whose images they are. */
export type GuidesHost = ReactiveControllerHost &
  HTMLElement &
  PlacementProperties & {
    readonly renderRoot: HTMLElement | DocumentFragment;
    readonly controls: boolean;
    readonly cornerText: boolean;
    readonly hideIdentity: boolean;
  };

/** What lies above one image. */
export interface PaneGuides {
  /** Above the picture, with which it is moved and turned. */
  lines: unknown;
  /** In the corners of the pane. */
  corners: unknown;
}

/** The guides of an element. */
export class Guides implements ReactiveController {
  readonly #host: GuidesHost;
  /** The panes' sizes in CSS pixels: to measure them while rendering would have the page laid out each time. */
  readonly #sizes = new Map<Element, DOMRectReadOnly>();
  /** Undefined while the element is on no page. */
  #observer: ResizeObserver | undefined;

  constructor(host: GuidesHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#sizes.clear();
  }

  /** Watches the panes that there are now. */
  hostUpdated(): void {
    const observer = (this.#observer ??= this.#createObserver());
    if (!observer) {
      return;
    }
    const panes = new Set<Element>(this.#panes);
    for (const pane of this.#sizes.keys()) {
      if (!panes.has(pane)) {
        observer.unobserve(pane);
        this.#sizes.delete(pane);
      }
    }
    for (const pane of panes) {
      if (!this.#sizes.has(pane)) {
        this.#sizes.set(pane, new DOMRectReadOnly());
        observer.observe(pane);
      }
    }
  }

  /** What lies above an image by its index; `references` are the lines at which linked viewers cut it. */
  of(
    { displayed }: Viewport,
    index: number,
    language: Language,
    references: readonly ReferenceLine[] = [],
  ): PaneGuides {
    const image = displayed?.picture.images[index];
    const pane = this.#panes[index];
    if (!image) {
      return { lines: nothing, corners: nothing };
    }
    const { controls, cornerText, hideIdentity } = this.#host;
    const { picture } = displayed;
    const state = {
      image,
      placement: placementOf(this.#host, image),
      window: picture,
      metadata: picture.metadata,
      hasIdentity: cornerText && !hideIdentity,
      size: pane && this.#sizes.get(pane),
    };
    const { geometry } = picture.metadata;
    return {
      lines: [
        geometry ? gapsTemplate(image, geometry, displayed.request.view.slab) : nothing,
        references.length > 0 ? referencesTemplate(image, references) : nothing,
        hasCrosshair(image) ? crosshairTemplate(image) : nothing,
      ],
      corners: controls || cornerText ? cornersTemplate(state, language) : nothing,
    };
  }

  /** Where three planes cross, beside them. */
  place({ displayed }: Viewport, language: Language): unknown {
    return crosshairPlace(planesOf(displayed?.picture.images), language);
  }

  /** An observer of the document that the element is in: that of another one would see its panes too late. */
  #createObserver(): ResizeObserver | undefined {
    const host = this.#host;
    const view = host.isConnected ? host.ownerDocument.defaultView : null;
    return (
      (view &&
        new view.ResizeObserver((entries) => {
          for (const { target, contentRect } of entries) {
            this.#sizes.set(target, contentRect);
          }
          // Not in this frame: what the update changes would be another loop of the observer.
          view.requestAnimationFrame(() => {
            host.requestUpdate();
          });
        })) ??
      undefined
    );
  }

  get #panes(): Element[] {
    return [...this.#host.renderRoot.querySelectorAll('.pane')];
  }
}
