import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';

import type { Viewport } from '../display/viewport.js';
import type { Language } from '../languages/language.js';
import type { Picture, PictureImage } from '../protocol/messages.js';
import { planesOf } from '../view/crosshair.js';
import { placementOf, type PlacementProperties } from '../view/placement.js';
import type { CornersState } from './corners.js';
import { imageName, paneTemplate } from './pane.js';

/** The element's properties that say what its panes show beside the images. */
interface CellProperties extends PlacementProperties {
  readonly alt: string | undefined;
  readonly controls: boolean;
  readonly cornerText: boolean;
  readonly hideIdentity: boolean;
}

/** What stands around a pane. */
interface CellState {
  index: number;
  /** Whether it is the one of three planes that is shown alone. */
  isMaximum: boolean;
  /** The slider of its frames. */
  slider: unknown;
  /** The language of the page, in which the author's `alt` is. */
  languageOfPage: string | undefined;
}

/** A pane, and the slider of its frames beside it; that of a clip is below. */
export function cellTemplate(
  properties: CellProperties,
  viewport: Viewport,
  { index, isMaximum, slider, languageOfPage }: CellState,
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
    corners:
      image && (properties.controls || properties.cornerText)
        ? cornersOf(properties, displayed.picture, image)
        : undefined,
  };
  return html`
    <div
      class=${classMap({ cell: true, maximum: isMaximum, clip: isClip(viewport) })}
      ?hidden=${index > 0 && !image}
    >
      ${paneTemplate(pane, language)}
      ${slider && slider !== nothing ? html`<div class="slices">${slider}</div>` : nothing}
    </div>
  `;
}

/** What the corners of an image say: whose it is only with `corner-text`, and never with `hide-identity`. */
export function cornersOf(
  properties: Pick<CellProperties, keyof PlacementProperties | 'cornerText' | 'hideIdentity'>,
  picture: Picture,
  image: PictureImage,
): CornersState {
  const { cornerText, hideIdentity } = properties;
  const metadata = cornerText && !hideIdentity ? picture.metadata.all : undefined;
  return { image, placement: placementOf(properties, image), window: picture, metadata };
}

/** Whether the frames follow each other in time, and not in space. */
function isClip({ displayed, description }: Viewport): boolean {
  const hasPlanes = planesOf(displayed?.picture.images).length > 0;
  return !hasPlanes && (description?.geometry?.slices ?? 1) < 2;
}
