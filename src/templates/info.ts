import { html, nothing, type TemplateResult } from 'lit';

import type { ChromeTexts } from '../languages/en/chrome.js';
import { filled } from '../languages/languages.js';
import type { DicomDataset, DicomMetadata, DicomSummary, DicomValue } from '../metadata.js';

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

/** The info panel. Values come from the file and are only ever text. */
export function infoTemplate(
  metadata: DicomMetadata,
  { info: texts }: ChromeTexts,
): TemplateResult {
  return html`
    <aside class="info" part="info" tabindex="0" aria-label=${texts.panel}>
      ${sections.map(([title, rows]) =>
        section(
          texts[title],
          rows.map(([label, tag]) => [texts[label], textOf(metadata, tag)]),
        ),
      )}
      ${section(texts.encoding, encodingRows(metadata.summary, texts))}
    </aside>
  `;
}

function section(title: string, rows: (readonly [label: string, text: string])[]) {
  const filled = rows.filter(([, text]) => text !== '');
  if (filled.length === 0) {
    return nothing;
  }
  return html`
    <h2>${title}</h2>
    <dl>
      ${filled.map(
        ([label, text]) => html`
          <dt>${label}</dt>
          <dd>${text}</dd>
        `,
      )}
    </dl>
  `;
}

function encodingRows(
  summary: DicomSummary,
  texts: ChromeTexts['info'],
): (readonly [label: string, text: string])[] {
  const { rows, columns, frameCount, bitsStored, bitsAllocated, signed } = summary;
  const ofFile = [
    [texts.sopClass, summary.sopClassName],
    [texts.transferSyntax, summary.transferSyntaxName],
  ] as const;
  if (frameCount === 0) {
    return [...ofFile];
  }
  const size = { columns: String(columns), rows: String(rows) };
  const bits = { stored: String(bitsStored), allocated: String(bitsAllocated) };
  return [
    ...ofFile,
    [texts.photometricInterpretation, summary.photometricInterpretation],
    [texts.columnsAndRows, filled(texts.size, size)],
    [texts.frameCount, String(frameCount)],
    [texts.bits, filled(signed ? texts.signedBits : texts.unsignedBits, bits)],
  ];
}

/** An element's values as text; empty if it has none. */
function textOf(dataset: DicomDataset, tag: string): string {
  const element = dataset[tag];
  const values = element?.Value ?? [];
  return values
    .map((value) => (element?.vr === 'DA' ? isoDate(plainText(value)) : plainText(value)))
    .filter((text) => text !== '')
    .join(' \\ ');
}

function plainText(value: DicomValue): string {
  if (value === null) {
    return '';
  }
  if (typeof value !== 'object') {
    return String(value);
  }
  const { Alphabetic, Ideographic, Phonetic } = value as Record<string, string | undefined>;
  const groups = [Alphabetic, Ideographic, Phonetic].filter((group) => group);
  return groups.map((group) => group?.replaceAll('^', ' ').trim()).join(' = ');
}

/** YYYYMMDD as YYYY-MM-DD; anything else as it is. */
function isoDate(text: string): string {
  return text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
