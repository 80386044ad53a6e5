import { html, type TemplateResult } from 'lit';

import type { Language } from '../languages/language.js';
import { valueText } from '../languages/numbers.js';
import { copyButton } from '../tags/copy-button.js';
import { csvText } from '../tags/csv.js';

export type Row = Readonly<Record<string, unknown>>;

/** Rows as a table; one alone with a line for each of its cells. */
export function tableTemplate(rows: readonly Row[], language: Language): TemplateResult {
  const columns = columnsOf(rows);
  const [first] = rows;
  const copy = copyButton(csvOf(rows), 'CSV', language);
  return html`
    <div class="table">
      <table>
        ${
          rows.length === 1 && first
            ? columns.map(
                (name) =>
                  html`<tr>
                    <th scope="row">${name}</th>
                    ${cell(first[name], language)}
                  </tr>`,
              )
            : html`
                <thead>
                  <tr>
                    ${columns.map((name) => html`<th scope="col">${name}</th>`)}
                  </tr>
                </thead>
                ${rows.map(
                  (row) =>
                    html`<tr>
                      ${columns.map((name) => cell(row[name], language))}
                    </tr>`,
                )}
              `
        }
      </table>
      ${copy}
    </div>
  `;
}

/** Rows as CSV, whose first line names the columns; numbers are those of the program. */
export function csvOf(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  const lines = rows.map((row) => columns.map((name) => textOf(row[name])));
  return csvText([columns, ...lines]);
}

function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function cell(value: unknown, language: Language): TemplateResult {
  return typeof value === 'number'
    ? html`<td class="number">${valueText(value, language)}</td>`
    : html`<td>${textOf(value)}</td>`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
