import { html, svg, type TemplateResult } from 'lit/html.js';

import type { CrosshairImage } from '../view/crosshair.js';

/** The lines of a crosshair, and the handles that turn it. A drag of either is a drag by the tool `crosshair`. */
export function crosshairTemplate({ columns, rows, crosshair }: CrosshairImage): TemplateResult {
  const reach = Math.min(columns, rows) / 3;
  const gap = reach / 6; // the middle stays visible
  const end = columns + rows;
  const lines = Object.entries(crosshair.lines).map(([plane, [right, down]]) => {
    const ends = (from: number, to: number): Ends => [
      crosshair.x + from * right,
      crosshair.y + from * down,
      crosshair.x + to * right,
      crosshair.y + to * down,
    ];
    const handles = [-reach, reach].map((place) => ends(place, place));
    return svg`
      <g class=${plane}>
        ${graspLine('grasp', 'line', plane, ends(-end, end))}
        ${line('', ends(-end, -gap))} ${line('', ends(gap, end))}
        ${handles.map((at) => [line('handle', at), graspLine('grasp handle', 'handle', plane, at)])}
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
    >
      ${lines}
      ${graspLine('grasp middle', 'middle', '', [crosshair.x, crosshair.y, crosshair.x, crosshair.y])}
    </svg>
  `;
}

type Ends = readonly [x1: number, y1: number, x2: number, y2: number];

function line(className: string, [x1, y1, x2, y2]: Ends) {
  return svg`<line class=${className} x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`;
}

/** An invisible line, broad enough for a finger. */
function graspLine(
  className: string,
  grasp: 'line' | 'handle' | 'middle',
  plane: string,
  [x1, y1, x2, y2]: Ends,
) {
  return svg`
    <line
      class=${className} data-grasp=${grasp} data-plane=${plane}
      x1=${x1} y1=${y1} x2=${x2} y2=${y2}
    />
  `;
}
