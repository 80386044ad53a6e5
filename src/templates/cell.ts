import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';

import type { Viewport } from '../display/viewport.js';
import type { Language } from '../languages/language.js';
import { planesOf } from '../view/crosshair.js';
import { placementOf, type PlacementProperties } from '../view/placement.js';
import { imageName, paneTemplate } from './pane.js';

/** The element's properties that say what its panes show beside the images. */
interface CellProperties extends PlacementProperties {
  readonly alt: string | undefined;
}

/** What stands around a pane. */
interface CellState {
  index: number;
  /** Whether it is the pane that keys act on; where one of three planes is shown alone, this one. */
  isActive: boolean;
  /** The slider of its frames. */
  slider: unknown;
  /** What lies above the image, see `PaneState`. */
  layers: unknown;
  lines: unknown;
  corners: unknown;
  /** The language of the page, in which the author's `alt` is. */
  languageOfPage: string | undefined;
}

/** A pane, and the slider of its frames beside it; that of a clip is below. */
export function cellTemplate(
  properties: CellProperties,
  viewport: Viewport,
  { index, isActive, slider, layers, lines, corners, languageOfPage }: CellState,
  language: Language,
): TemplateResult {
  const { displayed, description } = viewport;
  const image = displayed?.picture.images[index];
  const { alt } = properties;
  const pane = {
    image,
    placement: image && placementOf(properties, image),
    index,
    label: alt ?? imageName(description?.summary.modality, language),
    labelLanguage: alt ? languageOfPage : undefined,
    isShown: displayed !== undefined,
    layers,
    lines,
    corners,
  };
  const plane = image?.plane ?? 'stored';
  return html`
    <div
      class=${classMap({ cell: true, active: isActive, clip: isClip(viewport), [plane]: true })}
      ?hidden=${index > 0 && !image}
    >
      ${paneTemplate(pane, language)}
      ${slider && slider !== nothing ? html`<div class="slices">${slider}</div>` : nothing}
    </div>
  `;
}

/** Whether the frames follow each other in time, and not in space. */
function isClip({ displayed, description }: Viewport): boolean {
  const hasPlanes = planesOf(displayed?.picture.images).length > 0;
  return !hasPlanes && (description?.geometry?.slices ?? 1) < 2;
}
