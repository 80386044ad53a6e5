import { html, svg, type TemplateResult } from 'lit/html.js';

import type { ReferenceLine } from '../linking/reference-lines.js';
import type { PictureImage } from '../protocol/messages.js';

/** Dashed lines where the images of linked viewers cut one, each in the colour of its plane. */
export function referencesTemplate(
  { columns, rows }: PictureImage,
  lines: readonly ReferenceLine[],
): TemplateResult {
  return html`
    <svg
      class="references"
      part="reference-line"
      aria-hidden="true"
      preserveAspectRatio="none"
      viewBox="0 0 ${columns} ${rows}"
    >
      ${lines.map(({ plane, ends: [start, end] }) => {
        const line = svg`<line x1=${start[0]} y1=${start[1]} x2=${end[0]} y2=${end[1]} />`;
        return svg`<g class=${plane}>${line}${line}</g>`;
      })}
    </svg>
  `;
}
