/** The marks in a pane, as SVG above its image. */

import { html, nothing, svg, type TemplateResult } from 'lit/html.js';

import type { Annotation } from '../annotations/annotation.js';
import type { Place } from '../annotations/projection.js';
import { boundsOf, handlesOf, isRegion, outlineOf, type Bounds } from '../annotations/shape.js';
import type { ChromeTexts } from '../languages/en/chrome.js';
import type { Language } from '../languages/language.js';
import { lineHeight, linesOf, placedLabel, type Label } from './label.js';
import { pathOf } from './path.js';

/** A mark as it is seen in a pane. */
export interface SeenMark {
  annotation: Annotation;
  /** Whether it lies on the image; else it goes through at the places. */
  isWhole: boolean;
  /** In CSS pixels of the pane. */
  places: readonly Place[];
  /** What layers say of its pixel. */
  besides: readonly string[];
  isSelected: boolean;
  /** Whether a pointer can take hold of it, and by its handles. */
  canBeChosen: boolean;
  canBeChanged: boolean;
}

/** What labels are placed by. */
export interface LabelState {
  size: { width: number; height: number };
  /** What labels shall not cover: the letters at the edges of the image. */
  letters: readonly Bounds[];
  language: Language;
}

/** What a pane shows of marks. */
export interface LayerState extends LabelState {
  marks: readonly SeenMark[];
  /** The mark that is being drawn. */
  drawing: { type: Annotation['type']; places: readonly Place[]; asksText: boolean } | undefined;
}

/** What a user does to marks in a pane. */
export interface LayerActions {
  reveal(annotation: Annotation): void;
  /** The text of the mark that is being drawn; empty where there shall be none. */
  enterText(text: string): void;
}

/** The marks of a pane. */
export function layerTemplate(state: LayerState, actions: LayerActions): TemplateResult {
  const { marks, drawing, language } = state;
  const { marks: texts } = language;
  const shown = marks.filter(({ annotation }) => annotation.hidden !== true);
  const labels = labelsOf(shown, state);
  const hidden = marks.filter(({ annotation }) => annotation.hidden === true);
  return html`
    <svg>
      ${shown.map((mark) => markTemplate(mark, language))}
      ${labels.map(([label, color]) => labelTemplate(label, color))}
      ${drawing ? drawingTemplate(pathOf(drawing.type, drawing.places)) : nothing}
    </svg>
    ${hidden.map(({ annotation, places }) => {
      const { left, right, top, bottom } = boundsOf(places);
      const reveal = (event: Event) => {
        (event.target as Element).closest<HTMLElement>('.stage')?.focus(); // the button goes
        actions.reveal(annotation);
      };
      return html`<button
        type="button"
        class="reveal"
        part="annotation"
        aria-label=${texts.reveal}
        .style=${position([(left + right) / 2, (top + bottom) / 2])}
        @click=${reveal}
      >
        ?
      </button>`;
    })}
    ${drawing?.asksText ? textField(drawing.places[0] ?? [0, 0], texts, actions) : nothing}
  `;
}

/** The labels of marks that lie on the image, with their colours; away from each other and from other marks. */
export function labelsOf(
  marks: readonly SeenMark[],
  { size, letters, language }: LabelState,
): readonly (readonly [Label, color: string | undefined])[] {
  const outlines = marks.map(({ annotation, places }) => outlineOf(annotation.type, places));
  const bounds = outlines.map(boundsOf);
  const labels: (readonly [Label, string | undefined])[] = [];
  marks.forEach(({ annotation, isWhole, besides }, index) => {
    const lines = isWhole ? [...linesOf(annotation, language.tag), ...besides] : [];
    const outline = closed(outlines[index] ?? [], annotation.type);
    if (lines.length > 0) {
      const others = bounds.filter((_, other) => other !== index);
      const placed = labels.map(([label]) => label);
      const label = placedLabel(lines, outline, size, [...placed, ...others, ...letters]);
      labels.push([label, annotation.color]);
    }
  });
  return labels;
}

/** An outline that ends where it begins, if it is that of a region. */
function closed(outline: readonly Place[], type: Annotation['type']): readonly Place[] {
  return isRegion(type) ? [...outline, ...outline.slice(0, 1)] : outline;
}

/** The path of a mark: whole, or where it goes through the image. */
export function pathOfSeen({ annotation, places, isWhole }: SeenMark): string {
  return isWhole ? pathOf(annotation.type, places) : cutPath(places);
}

function markTemplate(mark: SeenMark, language: Language): TemplateResult {
  const { annotation, places, besides, isWhole, isSelected, canBeChosen, canBeChanged } = mark;
  const { id, type, color } = annotation;
  const path = pathOfSeen(mark);
  const name = [language.markTypes[type], ...linesOf(annotation, language.tag), ...besides].join(
    ', ',
  );
  return svg`
    <g
      class="mark ${type}${isSelected ? ' selected' : ''}${isWhole ? '' : ' cut'}"
      part="annotation" role="img" aria-label=${name} color=${color ?? nothing}
    >
      <path class="halo" d=${path} />
      <path class="line" d=${path} />
      ${canBeChosen && isWhole ? svg`<path class="grasp" d=${path} data-grasp="mark" data-mark=${id} />` : nothing}
      ${
        isSelected && canBeChanged && isWhole
          ? handlesOf(type, places).map((place, index) => handleTemplate(id, index, place))
          : nothing
      }
    </g>
  `;
}

/** A handle, broader than it looks: as large as a finger needs (WCAG 2.2, 2.5.8). */
function handleTemplate(id: string, index: number, [x, y]: Place) {
  return svg`
    <circle class="handle" cx=${x} cy=${y} r="5" />
    <circle
      class="grasp handle" cx=${x} cy=${y} r="14"
      data-grasp="mark" data-mark=${id} data-handle=${index}
    />
  `;
}

function labelTemplate({ lines, left, top, leader: [from, to] }: Label, color: string | undefined) {
  return svg`
    <g class="label" aria-hidden="true" color=${color ?? nothing}>
      <path class="leader" d="M${from.join(' ')}L${to.join(' ')}" />
      ${lines.map(
        (line, index) => svg`<text x=${left} y=${top + (index + 0.8) * lineHeight}>${line}</text>`,
      )}
    </g>
  `;
}

function drawingTemplate(path: string) {
  return svg`
    <g class="mark drawing" aria-hidden="true">
      <path class="halo" d=${path} />
      <path class="line" d=${path} />
    </g>
  `;
}

/** Where the outline of a mark goes through an image: a line from each place to the next, a dot where there is one. */
function cutPath(places: readonly Place[]): string {
  return places
    .map(([x, y], index) => {
      const [endX, endY] = places[index + 1] ?? [x, y];
      return index % 2 === 0 ? `M${String(x)} ${String(y)}L${String(endX)} ${String(endY)}` : '';
    })
    .join('');
}

function textField(place: Place, texts: ChromeTexts['marks'], actions: LayerActions) {
  const handleKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    const field = event.target as HTMLInputElement;
    if (event.key === 'Escape') {
      field.value = '';
    }
    if (event.key === 'Enter' || event.key === 'Escape') {
      field.closest<HTMLElement>('.stage')?.focus(); // the field has its text taken when it loses focus
    }
  };
  const handleBlur = (event: FocusEvent) => {
    actions.enterText((event.target as HTMLInputElement).value.trim());
  };
  return html`
    <input
      class="mark-text"
      aria-label=${texts.text}
      .style=${position(place)}
      @keydown=${handleKey}
      @blur=${handleBlur}
    />
  `;
}

/** Through the object model: a strict policy forbids style attributes. */
function position([x, y]: Place): string {
  return `left: ${String(x)}px; top: ${String(y)}px`;
}
