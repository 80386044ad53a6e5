import { html, nothing, svg, type TemplateResult } from 'lit';

import { hasCrosshair, type CrosshairImage } from '../crosshair.js';
import type { CrosshairGestures } from '../crosshair-gestures.js';
import type { EdgeLetters, ImageReply } from '../protocol.js';

/** What lies above an image: the letters of its edges, and the crosshair of three planes. */
export function aboveImage(
  image: ImageReply | undefined,
  index: number,
  gestures: CrosshairGestures,
): TemplateResult {
  return html`
    ${hasCrosshair(image) ? crosshairTemplate(image, index, gestures) : nothing}
    ${image?.edges ? lettersTemplate(image.edges) : nothing}
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

function crosshairTemplate(image: CrosshairImage, index: number, gestures: CrosshairGestures) {
  const { columns, rows, crosshair } = image;
  const reach = Math.min(columns, rows) / 3;
  const lines = Object.entries(crosshair.lines).map(([plane, [right, down]]) => {
    const at = (distance: number) => [
      crosshair.x + distance * right,
      crosshair.y + distance * down,
    ];
    const [x1, y1] = at(-columns - rows);
    const [x2, y2] = at(columns + rows);
    const handles = [-reach, reach].map(at);
    return svg`
      <g class=${plane}>
        <line class="grasp" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />
        <line x1=${x1} y1=${y1} x2=${x2} y2=${y2} />
        ${handles.map(([x, y]) => svg`<line class="handle" x1=${x} y1=${y} x2=${x} y2=${y} />`)}
      </g>
    `;
  });
  // A pixel's centre is a whole number.
  return html`
    <svg
      class="crosshair"
      part="crosshair"
      aria-hidden="true"
      preserveAspectRatio="none"
      viewBox="-0.5 -0.5 ${columns} ${rows}"
      @pointerdown=${(event: PointerEvent) => {
        gestures.pointerDown(event, index);
      }}
      @pointermove=${gestures.pointerMove}
      @pointerup=${gestures.pointerUp}
      @pointercancel=${gestures.pointerUp}
    >
      ${lines}
    </svg>
  `;
}
