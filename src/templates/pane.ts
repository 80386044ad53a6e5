import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import type { EdgeLetters, PictureImage } from '../protocol/messages.js';
import { hasCrosshair } from '../view/crosshair.js';
import { placedEdges, type PlacementState } from '../view/placement.js';
import { cornersTemplate, type CornersState } from './corners.js';
import { crosshairTemplate } from './crosshair.js';

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
  /** Undefined where the corners are empty. */
  corners: CornersState | undefined;
}

/** The name of an image for screen readers, where the page gives none. */
export function imageName(modality: string | undefined, language: Language): string {
  const { nameWithModality, name } = language.image;
  return modality ? fill(nameWithModality, { modality }, language) : name;
}

/** An image with the layers above it: overlays, the letters at its edges, a crosshair. */
export function paneTemplate(state: PaneState, language: Language): TemplateResult {
  const { image, placement, index, label, labelLanguage, isShown, corners } = state;
  const isTurned = placement !== undefined && placement.rotation % 180 !== 0;
  const template = image?.plane && language.image[image.plane];
  const name = label && template ? fill(template, { name: label }, language) : label;
  return html`
    <div class=${classMap({ pane: true, turned: isTurned })}>
      <div class="picture">
        <canvas
          part="canvas"
          role=${label ? 'img' : 'presentation'}
          aria-label=${name || nothing}
          lang=${labelLanguage ?? nothing}
          ?hidden=${!isShown}
        ></canvas>
        ${
          index === 0
            ? html`<canvas part="overlay" width="0" height="0" aria-hidden="true"></canvas>`
            : nothing
        }
        ${hasCrosshair(image) ? crosshairTemplate(image) : nothing}
      </div>
      ${image?.edges && placement ? lettersTemplate(placedEdges(image.edges, placement)) : nothing}
      ${corners ? cornersTemplate(corners, language) : nothing}
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
