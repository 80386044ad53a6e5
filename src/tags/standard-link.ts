import { isPrivate } from '../view/identity.js';

const registry = 'https://dicom.nema.org/medical/dicom/current/output/chtml/part06';

/** The chapter of PS3.6 that lists a group's elements. */
const chapters: Partial<Record<string, number>> = { '0002': 7, '0004': 8, '0006': 9 };

/** Where the standard lists an element, at its place in the table; undefined of a private one, which it doesn't know. */
export function standardLink(tag: string): string | undefined {
  if (isPrivate(tag) || tag.endsWith('0000')) {
    return undefined;
  }
  const group = tag.slice(0, 4);
  const written = /^(50|60)/.test(group) ? `${group.slice(0, 2)}xx` : group;
  const text = encodeURIComponent(`(${written},${tag.slice(4)})`);
  return `${registry}/chapter_${String(chapters[group] ?? 6)}.html#:~:text=${text}`;
}
