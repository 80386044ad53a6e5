/** An element of the DICOM JSON model (PS3.18 F.2.2). */
export interface JsonElement {
  vr: string;
  Value?: unknown[];
  /** In Base64. */
  InlineBinary?: string;
  BulkDataURI?: string;
  /** What lies at that URI, once it was fetched. */
  bytes?: Uint8Array<ArrayBuffer>;
}

/** A data set of the DICOM JSON model, by tag in eight hexadecimal digits. */
export type JsonDataSet = Record<string, JsonElement>;

/** The first value of an element as text; empty if there is none. */
export function textOf(dataSet: JsonDataSet, tag: string): string {
  const value = dataSet[tag]?.Value?.[0];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** The first value of an element as a number; undefined if there is none. */
export function numberOf(dataSet: JsonDataSet, tag: string): number | undefined {
  const text = textOf(dataSet, tag);
  return text === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** All values of an element as numbers. */
export function numbersOf(dataSet: JsonDataSet, tag: string): number[] {
  return (dataSet[tag]?.Value ?? []).map(Number);
}

/** An element whose value lies elsewhere. */
type BulkElement = JsonElement & { BulkDataURI: string };

function hasBulk(element: JsonElement): element is BulkElement {
  return element.BulkDataURI !== undefined;
}

/** Groups whose bulk data an image can need: what describes the image, with its lookup tables and profile, and overlays. */
const imageGroups = /^(0028|60)/;

/** The elements of a data set and of its sequences whose bulk data an image can need. */
export function elementsWithBulk(dataSet: JsonDataSet): BulkElement[] {
  return Object.entries(dataSet).flatMap(([tag, element]) => {
    if (element.vr === 'SQ') {
      return (element.Value ?? []).flatMap((item) => elementsWithBulk((item ?? {}) as JsonDataSet));
    }
    return imageGroups.test(tag) && hasBulk(element) ? [element] : [];
  });
}

/** Sorts data sets by a number, those without one last. */
export function sortByNumber(dataSets: readonly JsonDataSet[], tag: string): JsonDataSet[] {
  const key = (dataSet: JsonDataSet) => numberOf(dataSet, tag) ?? Infinity;
  return [...dataSets].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    return a < b ? -1 : Number(a > b);
  });
}

/** Puts series of what lies above other images behind all others, as Python does (stacks/series_order.py). */
export function layersLast(series: readonly JsonDataSet[]): JsonDataSet[] {
  const isLayer = (each: JsonDataSet) => ['SEG', 'RTDOSE'].includes(textOf(each, tags.modality));
  return [...series.filter((each) => !isLayer(each)), ...series.filter(isLayer)];
}

/** The tags of what tells instances and series apart, and of what they are sorted by. `instanceCount` is *Number of Series Related Instances*. */
export const tags = {
  sopInstanceUid: '00080018',
  modality: '00080060',
  seriesInstanceUid: '0020000E',
  seriesNumber: '00200011',
  instanceNumber: '00200013',
  imagePosition: '00200032',
  imageOrientation: '00200037',
  instanceCount: '00201209',
} as const;
