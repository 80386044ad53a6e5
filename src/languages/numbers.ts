/** Formats of numbers by language and options: one takes longer to make than a thousand numbers to write. */
const formats = new Map<string, Intl.NumberFormat>();

type WithTag = Readonly<Record<'tag', string>>;

/** A number as a language writes it. */
export function numberText(value: number, tag: string, options?: Intl.NumberFormatOptions): string {
  const key = JSON.stringify([tag, options]);
  const format = formats.get(key) ?? new Intl.NumberFormat(tag, options);
  formats.set(key, format);
  return format.format(value + 0); // without the sign of -0
}

/** The number of a frame, or how many there are, as a language writes it. */
export function countText(value: number, { tag }: WithTag): string {
  return numberText(value, tag, { useGrouping: false });
}

/**
 * A value in modality units as a language writes it, with at most four significant decimals. Thousands
 * are not apart: a point between them is the decimal one in other languages.
 */
export function valueText(value: number, { tag }: WithTag): string {
  const digits = Math.abs(value) >= 1000 ? 6 : 4;
  return numberText(value, tag, { maximumSignificantDigits: digits, useGrouping: false });
}
