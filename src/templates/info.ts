import { html, nothing, type TemplateResult } from 'lit';

import type { DicomDataset, DicomMetadata, DicomSummary, DicomValue } from '../metadata.js';

type Row = readonly [label: string, tag: string];

/** The elements that the panel shows by section, each if it has a value (PS3.6 names them). */
const sections: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  [
    'Patient',
    [
      ['Name', '00100010'],
      ['ID', '00100020'],
      ['Birth date', '00100030'],
      ['Sex', '00100040'],
      ['Age', '00101010'],
    ],
  ],
  [
    'Study',
    [
      ['Description', '00081030'],
      ['Date', '00080020'],
      ['Time', '00080030'],
      ['Accession number', '00080050'],
      ['Institution', '00080080'],
      ['Study instance UID', '0020000D'],
    ],
  ],
  [
    'Series',
    [
      ['Description', '0008103E'],
      ['Modality', '00080060'],
      ['Number', '00200011'],
      ['Body part', '00180015'],
      ['Manufacturer', '00080070'],
      ['Model', '00081090'],
      ['Series instance UID', '0020000E'],
    ],
  ],
  [
    'Image',
    [
      ['Type', '00080008'],
      ['Number', '00200013'],
      ['Pixel spacing', '00280030'],
      ['Slice thickness', '00180050'],
      ['Slice location', '00201041'],
      ['Window center', '00281050'],
      ['Window width', '00281051'],
      ['Rescale slope', '00281053'],
      ['Rescale intercept', '00281052'],
      ['SOP instance UID', '00080018'],
    ],
  ],
];

/** The info panel. Values come from the file and are only ever text. */
export function infoTemplate(metadata: DicomMetadata): TemplateResult {
  return html`
    <aside class="info" part="info" tabindex="0" aria-label="About this image">
      ${sections.map(([title, rows]) =>
        section(
          title,
          rows.map(([label, tag]) => [label, textOf(metadata, tag)]),
        ),
      )}
      ${section('Encoding', encodingRows(metadata.summary))}
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

function encodingRows(summary: DicomSummary): (readonly [label: string, text: string])[] {
  const { rows, columns, frameCount, bitsStored, bitsAllocated, signed } = summary;
  const ofFile = [
    ['Object', summary.sopClassName],
    ['Transfer syntax', summary.transferSyntaxName],
  ] as const;
  if (frameCount === 0) {
    return [...ofFile];
  }
  return [
    ...ofFile,
    ['Photometric interpretation', summary.photometricInterpretation],
    ['Columns × rows', `${String(columns)} × ${String(rows)}`],
    ['Frames', String(frameCount)],
    [
      'Bits',
      `${String(bitsStored)} of ${String(bitsAllocated)}, ${signed ? 'signed' : 'unsigned'}`,
    ],
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
