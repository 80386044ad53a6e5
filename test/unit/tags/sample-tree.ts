import type { DicomDataset } from '../../../src/metadata.js';
import { TagNode } from '../../../src/tags/tag-node.js';
import { TagNames } from '../../../src/tags/tag-names.js';

/** A data set with a sequence of two items, a private element, and a name. */
export const dataset: DicomDataset = {
  '00080060': { vr: 'CS', Value: ['MR'] },
  '00081140': {
    vr: 'SQ',
    Value: [
      { '00081150': { vr: 'UI', Value: ['1.2.3'] }, '00081155': { vr: 'UI', Value: ['1.2.4'] } },
      { '00081155': { vr: 'UI', Value: ['1.2.5'] } },
    ],
  },
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Doe^Jane', Phonetic: 'どう' }] },
  '00280030': { vr: 'DS', Value: [0.5, 0.25] },
  '00290010': { vr: 'LO', Value: ['ACME'] },
  '00291005': { vr: 'OB' },
};

const known: Record<string, [keyword: string, name: string]> = {
  '00080060': ['Modality', 'Modality'],
  '00081140': ['ReferencedImageSequence', 'Referenced Image Sequence'],
  '00081150': ['ReferencedSOPClassUID', 'Referenced SOP Class UID'],
  '00081155': ['ReferencedSOPInstanceUID', 'Referenced SOP Instance UID'],
  '00100010': ['PatientName', "Patient's Name"],
  '00280030': ['PixelSpacing', 'Pixel Spacing'],
  '00290010': ['', 'Private Creator'],
};

/** Names that a fake Python gives; those of private elements are their creators'. */
export function sampleNames(): TagNames {
  return new TagNames((tags) =>
    Promise.resolve(tags.map(([tag, creator]) => known[tag] ?? ['', `of ${String(creator)}`])),
  );
}

export function roots(): TagNode[] {
  return TagNode.elementsOf(dataset);
}
