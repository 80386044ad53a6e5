import type { DicomDataset } from '../metadata.js';
import { csvText } from './csv.js';
import { tagText, TagNode, walk } from './tag-node.js';
import type { TagNames } from './tag-names.js';
import { valueText } from './value-text.js';

/** The DICOM JSON model of a data set (PS3.18 F), a text. */
export function jsonOf(dataset: DicomDataset): string {
  const elements = TagNode.elementsOf(dataset).map(({ tag, element }) => [tag, element]);
  return JSON.stringify(Object.fromEntries(elements), null, 1);
}

/** A table of all elements, also nested ones: CSV (RFC 4180) with its names in the first line. */
export function csvOf(roots: readonly TagNode[], names: TagNames): string {
  const lines = [['Tag', 'VR', 'Keyword', 'Name', 'Value']];
  for (const node of walk(roots)) {
    if (node.element) {
      const { keyword, name } = names.of(node.key);
      lines.push([placeOf(node), node.element.vr, keyword, name, valueText(node.element)]);
    }
  }
  return csvText(lines);
}

/** Where an element is, as pydicom and DCMTK write it: `(0008,1140)[0].(0008,1155)`. */
function placeOf({ tag, parent }: TagNode): string {
  const text = tagText(tag);
  const sequence = parent?.parent;
  return sequence ? `${placeOf(sequence)}[${String(parent.item)}].${text}` : text;
}
