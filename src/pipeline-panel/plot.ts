import { html, svg, type TemplateResult } from 'lit';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { valueText } from '../languages/numbers.js';
import type { Plot } from '../protocol/messages.js';
import { ticks } from './ticks.js';

type Values = readonly (number | null)[];

/** The size of a plot, and the room of its numbers, in units that are CSS pixels in a drawer. */
const size = { width: 320, height: 200, left: 52, top: 8, right: 10, bottom: 24 };

/** A line of a plot. */
interface Line {
  name: string;
  values: Values;
}

/** The lines of a plot; that of one without a name has the name of its axis. */
export function linesOf({ y, ylabel }: Plot): Line[] {
  return isList(y)
    ? [{ name: typeof ylabel === 'string' ? ylabel : 'y', values: y }]
    : Object.entries(y).map(([name, values]) => ({ name, values }));
}

/** The name of the axis that goes right. */
export function nameOfX({ xlabel }: Plot): string {
  return typeof xlabel === 'string' ? xlabel : 'x';
}

/** Lines over an axis, with round numbers at both. */
export function plotTemplate(plot: Plot, language: Language): TemplateResult {
  const lines = linesOf(plot);
  const [left, right] = extent(plot.x);
  const [bottom, top] = extent(lines.flatMap(({ values }) => values));
  const x = scale(left, right, size.left, size.width - size.right);
  const y = scale(bottom, top, size.height - size.bottom, size.top);
  const text = (value: number) => valueText(value, language);
  const [from, to, low, high] = [left, right, bottom, top].map(text);
  const names = lines.map(({ name }) => name);
  const description = {
    lines: names,
    left: from ?? '',
    right: to ?? '',
    bottom: low ?? '',
    top: high ?? '',
  };
  return html`
    <figure>
      ${typeof plot['title'] === 'string' ? html`<figcaption>${plot['title']}</figcaption>` : ''}
      <svg
        role="img"
        viewBox="0 0 ${size.width} ${size.height}"
        aria-label=${fill(language.pipeline.plot, description, language)}
      >
        ${ticks(left, right, 6).map(
          (value) => svg`
            <path class="grid" d="M${x(value)} ${size.top}V${size.height - size.bottom}" />
            <text class="x" x=${x(value)} y=${size.height - size.bottom + 16}>${text(value)}</text>`,
        )}
        ${ticks(bottom, top, 5).map(
          (value) => svg`
            <path class="grid" d="M${size.left} ${y(value)}H${size.width - size.right}" />
            <text class="y" x=${size.left - 6} y=${y(value) + 4}>${text(value)}</text>`,
        )}
        ${lines.map(({ values }, index) => svg`<path class="line line-${index % 4}" d=${pathOf(plot.x, values, x, y)} />`)}
      </svg>
      <div class="legend">
        ${names.map((name, index) => html`<span class="line-${index % 4}">${name}</span>`)}
        <span class="of-x">${nameOfX(plot)}</span>
      </div>
    </figure>
  `;
}

/** The path of a line; where a number is none, it is broken. */
export function pathOf(
  xs: Values,
  ys: Values,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  let isBroken = true;
  return xs
    .map((each, index) => {
      const value = ys[index] ?? null;
      if (each === null || value === null) {
        isBroken = true;
        return '';
      }
      const command = isBroken ? 'M' : 'L';
      isBroken = false;
      return `${command}${x(each).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}

function isList(y: Plot['y']): y is Values {
  return Array.isArray(y);
}

/** The least and the greatest number; of equal ones a range around them. */
function extent(values: Values): [low: number, high: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value !== null) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) {
    return [0, 1];
  }
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function scale(low: number, high: number, from: number, to: number): (value: number) => number {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}
