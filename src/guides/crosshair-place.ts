import { html, type TemplateResult } from 'lit/html.js';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { numberText } from '../languages/numbers.js';
import type { CrosshairImage } from '../view/crosshair.js';
import { planeNames } from '../view/view.js';

/** Of each axis of the patient: the letters of either direction (PS3.3 C.7.6.1.1.1), and the plane across it. */
const axes = [
  { negative: 'R', positive: 'L', plane: 'sagittal' },
  { negative: 'A', positive: 'P', plane: 'coronal' },
  { negative: 'F', positive: 'H', plane: 'axial' },
] as const;

/** Where in the patient three planes cross; where they are two by two, it has the place of a fourth. */
export function crosshairPlace(
  planes: readonly CrosshairImage[],
  language: Language,
): TemplateResult | undefined {
  const [first] = planes;
  if (!first || planes.length < planeNames.length) {
    return undefined;
  }
  const { controls, tools, tag } = language;
  const { center } = first.crosshair;
  return html`
    <div class="crosshair-place">
      <div>${tools.crosshair}</div>
      <dl>
        ${axes.map(({ negative, positive, plane }, axis) => {
          const place = center[axis] ?? 0;
          const digits = { maximumFractionDigits: 1, minimumFractionDigits: 1 };
          const value = numberText(Math.abs(place), tag, digits);
          return html`
            <dt class=${plane}>${controls[plane]}</dt>
            <dd>
              ${place < 0 ? negative : positive} ${fill(controls.millimetres, { value }, language)}
            </dd>
          `;
        })}
      </dl>
    </div>
  `;
}
