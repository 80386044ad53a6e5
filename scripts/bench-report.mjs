// The results in docs/performance.md, out of what test/bench measured.

import { median, percentile } from '../test/bench/samples.mjs';
import { between, markdownTable } from './markdown.mjs';

const begin = '<!-- `npm run bench` writes what follows -->';
const end = '<!-- until here -->';

const columns = ['what', 'median', '95 % within', 'target', 'baseline', 'of baseline'];

/**
 * @param {{ date: string, machine: Record<string, string>, parts: { title: string, rows: import('../test/bench/samples.mjs').Row[] }[] }} results
 * @returns {string} Markdown
 */
export function benchReport({ date, machine, parts }) {
  const facts = Object.entries(machine).map(([name, value]) => `${name}: ${value}`);
  const sections = parts.map(
    ({ title, rows }) => `### ${title}\n\n${markdownTable(columns, rows.map(cells))}`,
  );
  return [`${date}; ${facts.join('; ')}.`, ...sections].join('\n\n');
}

/** Puts a report into its place on a page. */
export function withReport(page, report) {
  return between(page, begin, end, report);
}

function cells({ what, unit, samples, limit, baseline, share }) {
  if (samples.length === 0) return [what, ...Array(columns.length - 1).fill('')];
  const measured = median(samples);
  const reference = baseline && median(baseline);
  const most = share ? share * reference : limit;
  const target =
    most === undefined
      ? ''
      : `≤ ${quantity(most, unit)}, ${measured <= most ? 'met' : '**missed**'}`;
  return [
    what,
    quantity(measured, unit),
    quantity(percentile(samples, 95), unit),
    target,
    reference === undefined ? '' : quantity(reference, unit),
    reference === undefined ? '' : `${(measured / reference).toPrecision(2)}`,
  ];
}

/** Three digits are more than two runs agree in. */
function quantity(value, unit) {
  const digits = Number.isInteger(value) || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${unit}`.trim();
}
