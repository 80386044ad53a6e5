/** The list of marks in the info panel: all that pointers do to them, by keyboard. */

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';

import type { Annotation } from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';
import type { ChromeTexts } from '../languages/en/chrome.js';
import type { Language } from '../languages/language.js';
import { linesOf } from './label.js';

/** What the list shows. */
export interface ListState {
  annotations: readonly Annotation[];
  selected: Annotation | undefined;
  isEditable: boolean;
  language: Language;
}

/** What a user does in the list. */
export interface ListActions {
  select(annotation: Annotation): void;
  reveal(annotation: Annotation): void;
  rename(annotation: Annotation, text: string): void;
  remove(annotation: Annotation): void;
  /** Moves a mark, or one of its points, by pixels of the image. */
  nudge(annotation: Annotation, point: number | undefined, way: Place): void;
}

/** The list; nothing without marks. */
export function listTemplate(
  state: ListState,
  actions: ListActions,
): TemplateResult | typeof nothing {
  const { marks: texts } = state.language;
  if (state.annotations.length === 0) {
    return nothing;
  }
  return html`
    <h2>${texts.list}</h2>
    <ul aria-label=${texts.list}>
      ${state.annotations.map((each) => html`<li>${itemTemplate(each, state, texts, actions)}</li>`)}
    </ul>
  `;
}

type MarkTexts = ChromeTexts['marks'];

function itemTemplate(
  annotation: Annotation,
  { selected, isEditable, language }: ListState,
  texts: MarkTexts,
  actions: ListActions,
): TemplateResult {
  if (annotation.hidden === true) {
    const reveal = () => {
      actions.reveal(annotation);
    };
    return html`${texts.hidden} <button type="button" @click=${reveal}>${texts.reveal}</button>`;
  }
  const canBeChanged = isEditable && annotation.locked !== true;
  const isSelected = selected?.id === annotation.id;
  const name = [language.markTypes[annotation.type], ...linesOf(annotation, language.tag)].join(
    ', ',
  );
  const select = () => {
    actions.select(annotation);
  };
  const nudge = nudgeByKey(annotation, undefined, actions);
  return html`
    <button
      type="button"
      class="choose"
      aria-pressed=${isSelected}
      title=${canBeChanged ? texts.hint : nothing}
      @click=${select}
      @keydown=${canBeChanged ? nudge : nothing}
    >
      ${name}
    </button>
    ${isSelected && canBeChanged ? editorTemplate(annotation, texts, actions) : nothing}
  `;
}

function editorTemplate(
  annotation: Annotation,
  texts: MarkTexts,
  actions: ListActions,
): TemplateResult {
  const rename = (event: Event) => {
    actions.rename(annotation, (event.target as HTMLInputElement).value.trim());
  };
  const remove = () => {
    actions.remove(annotation);
  };
  return html`
    <input
      aria-label=${texts.text}
      placeholder=${texts.text}
      .value=${live(annotation.text ?? '')}
      @change=${rename}
    />
    <span role="group" aria-label=${texts.hint}>
      ${annotation.points.map(
        (_, index) => html`
          <button
            type="button"
            class="point"
            aria-label="${texts.point} ${index + 1}"
            @keydown=${nudgeByKey(annotation, index, actions)}
          >
            ${index + 1}
          </button>
        `,
      )}
    </span>
    <button type="button" @click=${remove}>${texts.remove}</button>
  `;
}

/** Arrows move by a pixel, with Shift by ten; Delete removes. */
function nudgeByKey(annotation: Annotation, point: number | undefined, actions: ListActions) {
  const ways: Partial<Record<string, Place>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  return (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (way) {
      const step = event.shiftKey ? 10 : 1;
      actions.nudge(annotation, point, [way[0] * step, way[1] * step]);
    } else if (event.key === 'Delete') {
      actions.remove(annotation);
    } else {
      return;
    }
    event.preventDefault();
  };
}
