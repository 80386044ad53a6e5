import { html, nothing, type TemplateResult } from 'lit';

import type { ChromeTexts } from '../languages/en/chrome.js';
import { fill, sentence } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { countText } from '../languages/numbers.js';
import type { DicomElement, DicomMetadata, DicomSummary } from '../metadata.js';
import { isIdentifying } from '../view/identity.js';
import type { SourceWarning } from '../display/source-warnings.js';
import { copyButton } from '../tags/copy-button.js';
import type { Act } from '../templates/action.js';
import { button } from '../templates/button.js';
import { elementText } from '../templates/element-text.js';
import { shortUid } from './short-uid.js';

type InfoKey = keyof ChromeTexts['info'];
type Row = readonly [label: InfoKey, tag: string];

/** The elements that the panel shows by section, each if it has a value (PS3.6 names them). */
const sections: readonly (readonly [title: InfoKey, rows: readonly Row[]])[] = [
  [
    'patient',
    [
      ['patientName', '00100010'],
      ['patientId', '00100020'],
      ['patientBirthDate', '00100030'],
      ['patientSex', '00100040'],
      ['patientAge', '00101010'],
    ],
  ],
  [
    'study',
    [
      ['studyDescription', '00081030'],
      ['studyDate', '00080020'],
      ['studyTime', '00080030'],
      ['accessionNumber', '00080050'],
      ['institutionName', '00080080'],
      ['studyInstanceUID', '0020000D'],
    ],
  ],
  [
    'series',
    [
      ['seriesDescription', '0008103E'],
      ['modality', '00080060'],
      ['seriesNumber', '00200011'],
      ['bodyPartExamined', '00180015'],
      ['manufacturer', '00080070'],
      ['manufacturerModelName', '00081090'],
      ['seriesInstanceUID', '0020000E'],
    ],
  ],
  [
    'image',
    [
      ['imageType', '00080008'],
      ['instanceNumber', '00200013'],
      ['pixelSpacing', '00280030'],
      ['sliceThickness', '00180050'],
      ['sliceLocation', '00201041'],
      ['windowCenter', '00281050'],
      ['windowWidth', '00281051'],
      ['rescaleSlope', '00281053'],
      ['rescaleIntercept', '00281052'],
      ['sopInstanceUID', '00080018'],
    ],
  ],
];

/** What the file says of itself, for people. Values come from the file and are only ever text. */
export function summaryTemplate(
  metadata: DicomMetadata,
  warnings: readonly SourceWarning[],
  hidesIdentity: boolean,
  language: Language,
  act: Act,
): TemplateResult {
  const { info: texts } = language;
  return html`
    ${warningsTemplate(warnings, language, act)}
    <div class="mark-list"></div>
    ${sections.map(([title, rows]) =>
      section(
        texts[title],
        rows
          .filter(([, tag]) => !hidesIdentity || !isIdentifying(tag))
          .map(([label, tag]) => [texts[label], contentOf(texts[label], metadata[tag], language)]),
      ),
    )}
    ${section(texts.encoding, encodingRows(metadata.summary, language))}
  `;
}

/** What is off in the source, and a way to load it again. */
function warningsTemplate(
  warnings: readonly SourceWarning[],
  language: Language,
  act: Act,
): TemplateResult | typeof nothing {
  if (warnings.length === 0) {
    return nothing;
  }
  const retry = () => {
    act('retry');
  };
  return html`
    <h2>${language.info.warnings}</h2>
    <ul>
      ${warnings.map((warning) => html`<li>${sentence(warning, language)}</li>`)}
    </ul>
    ${warnings.some(({ canRetry }) => canRetry) ? button(language.error.retry, retry) : nothing}
  `;
}

/** The value of an element; UIDs are shortened, and can be copied. */
function contentOf(label: string, element: DicomElement | undefined, language: Language): unknown {
  const text = elementText(element, language);
  const short = element?.vr === 'UI' ? shortUid(text) : text;
  return short === text
    ? text
    : html`<span title=${text}>${short}</span> ${copyButton(text, label, language)}`;
}

function section(title: string, rows: (readonly [label: string, content: unknown])[]) {
  const filled = rows.filter(([, content]) => content !== '');
  if (filled.length === 0) {
    return nothing;
  }
  return html`
    <h2>${title}</h2>
    <dl>
      ${filled.map(
        ([label, content]) => html`
          <dt>${label}</dt>
          <dd>${content}</dd>
        `,
      )}
    </dl>
  `;
}

function encodingRows(
  summary: DicomSummary,
  language: Language,
): (readonly [label: string, text: string])[] {
  const { rows, columns, frameCount, bitsStored, bitsAllocated, signed } = summary;
  const { info: texts } = language;
  const ofFile = [
    [texts.sopClass, summary.sopClassName],
    [texts.transferSyntax, summary.transferSyntaxName],
  ] as const;
  if (frameCount === 0) {
    return [...ofFile];
  }
  const size = { columns: countText(columns, language), rows: countText(rows, language) };
  const bits = { stored: bitsStored, allocated: bitsAllocated };
  return [
    ...ofFile,
    [texts.photometricInterpretation, summary.photometricInterpretation],
    [texts.columnsAndRows, fill(texts.size, size, language)],
    [texts.frameCount, countText(frameCount, language)],
    [texts.bits, fill(signed ? texts.signedBits : texts.unsignedBits, bits, language)],
  ];
}
