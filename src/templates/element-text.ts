import { fill } from '../languages/fill.js';
import type { Language } from '../languages/language.js';
import { numberText } from '../languages/numbers.js';
import type { DicomElement, DicomValue } from '../metadata.js';

/** The values of an element as people write them, which `\` separates; empty if it has none. */
export function elementText(element: DicomElement | undefined, language: Language): string {
  const { vr = '', Value = [] } = element ?? {};
  const texts = Value.map((value) => valueText(value, vr, language));
  return texts.filter((text) => text !== '').join(' \\ ');
}

function valueText(value: DicomValue, vr: string, language: Language): string {
  if (typeof value === 'number') {
    const options = { useGrouping: false, maximumSignificantDigits: 16 };
    return numberText(value, language.tag, options);
  }
  if (typeof value === 'string') {
    return writers[vr]?.(value.trim(), language) ?? value;
  }
  // A name in up to three scripts (PS3.5 6.2.1).
  const { Alphabetic, Ideographic, Phonetic } = (value ?? {}) as Record<string, string | undefined>;
  const groups = [Alphabetic, Ideographic, Phonetic].filter((group) => group);
  return groups.map((group) => group?.replaceAll('^', ' ').trim()).join(' = ');
}

/** Writes a value of one VR (PS3.5 6.2); undefined where it isn't as the standard has it. */
type Writer = (text: string, language: Language) => string | undefined;

const writers: Partial<Record<string, Writer>> = { DA: dateText, TM: timeText, AS: ageText };

/** YYYYMMDD, or YYYY.MM.DD as before DICOM, as 19.01.2004. */
function dateText(text: string, { tag }: Language): string | undefined {
  const [, year, month, day] = /^(\d{4})\.?(\d\d)\.?(\d\d)$/.exec(text) ?? [];
  const date = dateOf(`${year}-${month}-${day}T00:00:00`);
  return (
    date && new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(date)
  );
}

/** HHMMSS.FFFFFF, of which all but the hour may be missing, as 07:27:30. */
function timeText(text: string, { tag }: Language): string | undefined {
  const parts = /^(\d\d)(?::?(\d\d)(?::?(\d\d)(?:\.\d+)?)?)?$/.exec(text) ?? [];
  const [, hours, minutes, seconds] = parts;
  const date = dateOf(`1970-01-01T${hours}:${minutes ?? '00'}:${seconds ?? '00'}`);
  const format = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: minutes ? '2-digit' : undefined,
    second: seconds ? '2-digit' : undefined,
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return date && format.format(date);
}

/** Three digits and D, W, M or Y as 40 years. */
function ageText(text: string, language: Language): string | undefined {
  const [, digits, letter = ''] = /^(\d{3})([DWMY])$/.exec(text) ?? [];
  const unit = { D: 'day', W: 'week', M: 'month', Y: 'year' }[letter];
  if (!unit) {
    return undefined;
  }
  const count = Number(digits);
  return unit === 'year' && language.yearsOld
    ? fill(language.yearsOld, { count }, language)
    : numberText(count, language.tag, { style: 'unit', unit, unitDisplay: 'long' });
}

/** A moment of ISO 8601 without its time zone; undefined if there is none such. */
function dateOf(moment: string): Date | undefined {
  const date = new Date(`${moment}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(moment) ? date : undefined;
}
