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
  const gap = reach / 6; // what it points at is seen
  const lines = Object.entries(crosshair.lines).map(([plane, [right, down]]) => {
    const at = (distance: number) => [
      crosshair.x + distance * right,
      crosshair.y + distance * down,
    ];
    const line = (kind: string, from: number, to: number) => {
      const [x1, y1] = at(from);
      const [x2, y2] = at(to);
      return svg`<line class=${kind} x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
    };
    const end = columns + rows;
    const handles = [-reach, reach];
    return svg`
      <g class=${plane}>
        ${line('grasp', -end, end)} ${line('', -end, -gap)} ${line('', gap, end)}
        ${handles.map((place) => [line('handle', place, place), line('grasp handle', place, place)])}
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
