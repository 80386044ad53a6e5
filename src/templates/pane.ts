import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import type { EdgeLetters, PictureImage } from '../protocol/messages.js';
import { placedEdges, type PlacementState } from '../view/placement.js';

/** The values that a pane shows. */
export interface PaneState {
  /** The image on its canvas. */
  image: PictureImage | undefined;
  /** How it lies in the pane. */
  placement: PlacementState | undefined;
  index: number;
  /** The name of the image for screen readers; empty for an image that is only decoration. */
  label: string;
  /** The language of that name, where it isn't that of the texts. */
  labelLanguage: string | undefined;
  /** Whether there is anything on the canvases. */
  isShown: boolean;
  /** The canvases of its layers. */
  layers: unknown;
  /** The lines above the image: a crosshair, and where the images of other viewers cut it. */
  lines: unknown;
  /** The text in the corners of the pane. */
  corners: unknown;
}

/** The name of an image for screen readers, where the page gives none. */
export function imageName(modality: string | undefined, language: Language): string {
  const { nameWithModality, name } = language.image;
  return modality ? fill(nameWithModality, { modality }, language) : name;
}

/** An image with the layers above it: overlays, the letters at its edges, a crosshair. */
export function paneTemplate(state: PaneState, language: Language): TemplateResult {
  const { image, placement, index, label, labelLanguage, isShown, corners, layers, lines } = state;
  // Each of three planes can have the focus.
  const plane = image?.crosshair ? image.plane : null;
  const isTurned = placement !== undefined && placement.rotation % 180 !== 0;
  const template = image?.plane && language.image[image.plane];
  const name = label && template ? fill(template, { name: label }, language) : label;
  return html`
    <div
      class=${classMap({ pane: true, turned: isTurned })}
      role=${plane ? 'group' : nothing}
      aria-label=${plane ? language.controls[plane] : nothing}
      tabindex=${plane ? 0 : nothing}
    >
      <div class="picture">
        <canvas
          part="canvas"
          role=${label ? 'img' : 'presentation'}
          aria-label=${name || nothing}
          lang=${labelLanguage ?? nothing}
          ?hidden=${!isShown}
        ></canvas>
        ${layers}
        ${
          index === 0
            ? html`<canvas part="overlay" width="0" height="0" aria-hidden="true"></canvas>`
            : nothing
        }
        ${lines}
      </div>
      ${image?.edges && placement ? lettersTemplate(placedEdges(image.edges, placement)) : nothing}
      ${corners}
      <div class="marks"></div>
    </div>
  `;
}

function lettersTemplate(edges: EdgeLetters) {
  const sides = ['left', 'right', 'top', 'bottom'] as const;
  return html`
    <div class="letters" aria-hidden="true">
      ${sides.map((side) => html`<span part="orientation" class=${side}>${edges[side]}</span>`)}
    </div>
  `;
}
