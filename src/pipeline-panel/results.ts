import { html, nothing, type TemplateResult } from 'lit';

import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import type { PipelineResult, Plot } from '../protocol/messages.js';
import { saveFile } from '../tags/save-file.js';
import { linesOf, nameOfX, plotTemplate } from './plot.js';
import { tableTemplate, type Row } from './table.js';

/** Whether a result has anything that isn't seen in the image. */
export function hasFindings({ table, plot, text, dataset }: PipelineResult): boolean {
  return table !== undefined || plot !== undefined || text !== undefined || dataset !== undefined;
}

/** Whether the numbers of a plot are seen, and what shows or hides them. */
export interface ValuesState {
  isOpen: boolean;
  toggle: (isOpen: boolean) => void;
}

/** What a run has come to, but for what is seen in the image; `name` is the function's. */
export function resultsTemplate(
  result: PipelineResult,
  name: string,
  values: ValuesState,
  language: Language,
): TemplateResult | typeof nothing {
  const { table, plot, text, dataset } = result;
  if (!hasFindings(result)) {
    return nothing;
  }
  return html`
    <h3>${language.pipeline.result}</h3>
    ${text === undefined ? nothing : html`<p class="text">${text}</p>`}
    ${table && table.length > 0 ? tableTemplate(table, language) : nothing}
    ${plot ? [plotTemplate(plot, language), valuesTemplate(plot, values, language)] : nothing}
    ${dataset ? saveButton(dataset, name, language) : nothing}
  `;
}

/** The numbers of a plot, also for those who don't see it; there may be many, so that the table is made when it is open. */
function valuesTemplate(plot: Plot, { isOpen, toggle }: ValuesState, language: Language) {
  const lines = linesOf(plot);
  const rows = (): Row[] =>
    plot.x.map((x, index) => ({
      [nameOfX(plot)]: x,
      ...Object.fromEntries(lines.map(({ name, values }) => [name, values[index]])),
    }));
  const handleToggle = ({ target }: Event) => {
    toggle((target as HTMLDetailsElement).open);
  };
  return html`
    <details ?open=${isOpen} @toggle=${handleToggle}>
      <summary>${language.pipeline.values}</summary>
      ${isOpen ? tableTemplate(rows(), language) : nothing}
    </details>
  `;
}

function saveButton(bytes: ArrayBuffer, name: string, language: Language): TemplateResult {
  const save = () => {
    saveFile(bytes, `${name}.dcm`, 'application/dicom');
  };
  return html`
    <div>
      <button type="button" @click=${save}>
        ${fill(language.tags.save, { format: 'DICOM' }, language)}
      </button>
    </div>
  `;
}
