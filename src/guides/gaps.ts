import { html, nothing, svg, type TemplateResult } from 'lit/html.js';

import { gridPlaceOf, pointAt, type Place } from '../annotations/projection.js';
import type { DicomGeometry } from '../metadata.js';
import type { PictureImage, Vector } from '../protocol/messages.js';
import { axesOf, cross, dot, minus } from '../view/vector.js';

/** The part of the greater side of an image that lies between two lines of the hatching. */
const hatchPart = 1 / 48;

/** Hatches the parts of a plane in which slices are missing; `slab` is the plane's thickness in mm. */
export function gapsTemplate(
  image: PictureImage,
  geometry: DicomGeometry,
  slab: number,
): TemplateResult | typeof nothing {
  const gaps = gapsOf(image, geometry, slab);
  if (gaps.length === 0) {
    return nothing;
  }
  const { columns, rows } = image;
  const side = Math.max(columns, rows) * hatchPart;
  return html`
    <svg
      class="gaps"
      aria-hidden="true"
      preserveAspectRatio="none"
      viewBox="0 0 ${columns} ${rows}"
    >
      <pattern
        id="gap-hatch"
        width=${side}
        height=${side}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0v${side}" stroke-width=${side / 3} />
      </pattern>
      ${gaps.map(
        (corners) => svg`<polygon fill="url(#gap-hatch)" points=${corners.flat().join(' ')} />`,
      )}
    </svg>
  `;
}

/** The corners, in pixels, of the parts of a plane in which slices are missing; of a stored frame there are none. */
export function gapsOf(
  image: Pick<PictureImage, 'grid' | 'columns' | 'rows'>,
  geometry: DicomGeometry,
  slab: number,
): Place[][] {
  const grid = gridPlaceOf(image);
  if (!grid) {
    return [];
  }
  const { columns, rows } = image;
  const { missingSlices, orientation, position, spacing, offsets, slices } = geometry;
  const [along, down, normal] = axesOf(orientation);
  /** How far a place lies from the first pixel of the first slice, along a direction. */
  const depth = (direction: Vector) => (place: Place) =>
    dot(minus(pointAt(place, grid), position), direction);
  const whole: Place[] = [
    [0, 0],
    [columns, 0],
    [columns, rows],
    [0, rows],
  ];
  // Values reach as far as half a pixel and half the slab do.
  const forward = cross(grid.right, grid.down);
  const tilt = Math.abs(dot(forward, normal));
  const reach = (grid.columnSpacing * Math.sqrt(Math.max(1 - tilt ** 2, 0)) + slab * tilt) / 2;
  const heightOf = (slice: number) => offsets?.[slice] ?? slice * (spacing[2] ?? 0);
  const volume = between(
    between(whole, depth(along), -spacing[0] / 2, (geometry.columns - 0.5) * spacing[0]),
    depth(down),
    -spacing[1] / 2,
    (geometry.rows - 0.5) * spacing[1],
  );
  // A tilted gantry's slices are not one above the other.
  const seen = geometry.tilt === 0 ? volume : whole;
  return missingSlices
    .filter(({ after }) => after > 0 && after < slices)
    .map(({ after }) =>
      between(seen, depth(normal), heightOf(after - 1) + reach, heightOf(after) - reach),
    )
    .filter((corners) => corners.length > 2);
}

/** The part of a polygon whose corners lie between two depths, which grow evenly over the image. */
function between(
  corners: readonly Place[],
  depth: (place: Place) => number,
  low: number,
  high: number,
): Place[] {
  const above = clipped(corners, (place) => depth(place) - low);
  return clipped(above, (place) => high - depth(place));
}

/** The part of a polygon where a height, which grows evenly over the image, isn't below 0 (Sutherland and Hodgman). */
function clipped(corners: readonly Place[], height: (place: Place) => number): Place[] {
  return corners.flatMap((place, index) => {
    const before = corners.at(index - 1) ?? place;
    const [from, to] = [height(before), height(place)];
    const part = from / (from - to);
    const crossing: Place = [
      before[0] + part * (place[0] - before[0]),
      before[1] + part * (place[1] - before[1]),
    ];
    const kept = to >= 0 ? [place] : [];
    return from >= 0 !== to >= 0 ? [crossing, ...kept] : kept;
  });
}
