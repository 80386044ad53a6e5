import { html, nothing, type TemplateResult } from 'lit/html.js';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { valueText } from '../languages/numbers.js';
import type { Picture, PictureImage } from '../protocol/messages.js';
import { planesExtent } from '../view/crosshair.js';
import type { PlacementState } from '../view/placement.js';
import { storedSpacing } from './stored-spacing.js';

interface PaneBox {
  width: number;
  height: number;
}

/** An image in its pane. */
export interface ScaledImage {
  image: PictureImage;
  metadata: Picture['metadata'];
  placement: PlacementState;
  /** The pane's size in CSS pixels; undefined before it is known. */
  size: PaneBox | undefined;
}

/** The least side of a pane that has room for a scale bar, and the greatest length of one, in CSS pixels. */
const leastSide = 120;
const greatestLength = 120;

/** A bar of a round length in mm; undefined where the file gives no spacing, or the pane has no room for it. */
export function scaleBarTemplate(
  state: ScaledImage,
  language: Language,
): TemplateResult | typeof nothing {
  const { size } = state;
  const scale = size && pixelsPerMillimetre(state, size);
  if (!scale || Math.min(size.width, size.height) < leastSide) {
    return nothing;
  }
  const millimetres = roundLength(Math.min(greatestLength, 0.3 * size.width) / scale);
  const length = millimetres * scale;
  const line = `M2 1v6h${String(length)}v-6`;
  const text = fill(
    language.controls.millimetres,
    { value: valueText(millimetres, language) },
    language,
  );
  return html`
    <div class="scale-bar" part="scale-bar">
      <div>${text}</div>
      <svg width=${length + 4} height="9">
        <path d=${line} />
        <path d=${line} />
      </svg>
    </div>
  `;
}

/** The greatest of 1, 2 and 5 times a power of ten that isn't above a length. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  // A power below 1 isn't exact: what is read has no more digits than it needs.
  const digit = [5, 2].find((each) => each * power <= most) ?? 1;
  return Number((digit * power).toPrecision(1));
}

/** How many CSS pixels, from left to right, a mm of the image has in its pane; undefined where nothing says so. */
export function pixelsPerMillimetre(
  { image, metadata, placement }: ScaledImage,
  size: PaneBox,
): number | undefined {
  const { columns, rows, pixelAspectRatio, grid, crosshair } = image;
  const known = metadata.geometry?.spacing ?? storedSpacing(metadata.all);
  const [columnSpacing = 0, rowSpacing = 0] = grid ? [grid.spacing, grid.spacing] : (known ?? []);
  if (!(columnSpacing > 0 && rowSpacing > 0)) {
    return undefined;
  }
  const isTurned = placement.rotation % 180 !== 0;
  // Three planes have one scale; else the image fits its pane, in units of a row.
  const planes = crosshair && metadata.geometry ? planesExtent(metadata.geometry) : undefined;
  const extent = planes ?? { width: columns * pixelAspectRatio, height: rows };
  const [wide, high] = isTurned ? [extent.height, extent.width] : [extent.width, extent.height];
  const perUnit = Math.min(size.width / wide, size.height / high) * placement.zoom;
  if (planes) {
    return perUnit;
  }
  return isTurned ? perUnit / rowSpacing : (perUnit * pixelAspectRatio) / columnSpacing;
}
