import type { DicomElement, DicomValue } from '../metadata.js';

/** How many characters of a value are shown until somebody asks for all. */
export const shortLength = 300;

/**
 * The values of an element as a file has them, with `\` between (PS3.5 6.4); of very many, as far as so many characters reach, and
 * one more.
 */
export function valueText({ vr, Value = [] }: DicomElement, most = Infinity): string {
  if (vr === 'SQ') {
    return '';
  }
  let text = '';
  for (const [index, value] of Value.entries()) {
    text += (index > 0 ? '\\' : '') + textOf(value);
    if (text.length > most) {
      return text.slice(0, most + 1);
    }
  }
  return text;
}

function textOf(value: DicomValue): string {
  if (value === null || typeof value !== 'object') {
    return String(value ?? '');
  }
  const { Alphabetic = '', Ideographic = '', Phonetic = '' } = value as Record<string, string>;
  return [Alphabetic, Ideographic, Phonetic].join('=').replace(/=+$/, '');
}
