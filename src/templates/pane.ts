import { html, nothing, svg, type TemplateResult } from 'lit';

import { hasCrosshair, type CrosshairImage } from '../view/crosshair.js';
import type { CrosshairGestures } from '../input/crosshair-gestures.js';
import type { EdgeLetters, PictureImage } from '../protocol/messages.js';
import type { UserInput } from '../input/user-input.js';

/** What a pane shows. */
export interface PaneState {
  /** What is on its canvas. */
  image: PictureImage | undefined;
  index: number;
  /** What a screen reader says of it; empty of an image that is only decoration. */
  label: string;
  /** Whether there is anything on the canvases. */
  isShown: boolean;
}

/** An image with what lies above it: overlays, the letters of its edges, a crosshair. */
export function paneTemplate(state: PaneState, input: UserInput): TemplateResult {
  const { image, index, label, isShown } = state;
  const name = label && [label, image?.plane].filter(Boolean).join(', ');
  return html`
    <div
      class="pane"
      ?hidden=${index > 0 && !image}
      @pointerenter=${() => {
        input.enterPane(index);
      }}
    >
      <canvas
        part="canvas"
        role=${label ? 'img' : 'presentation'}
        aria-label=${name || nothing}
        ?hidden=${!isShown}
      ></canvas>
      ${
        index === 0
          ? html`<canvas part="overlay" width="0" height="0" aria-hidden="true"></canvas>`
          : nothing
      }
      ${hasCrosshair(image) ? crosshairTemplate(image, index, input.crosshairGestures) : nothing}
      ${image?.edges ? lettersTemplate(image.edges) : nothing}
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
