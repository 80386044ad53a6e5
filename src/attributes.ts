import type { ComplexAttributeConverter } from 'lit';

/** A text, or undefined where the attribute is absent. */
export const optionalText: ComplexAttributeConverter<string | undefined> = {
  fromAttribute: (text) => text ?? undefined,
};

/** A number, or undefined where the attribute is absent or isn't one. */
export const optionalNumber: ComplexAttributeConverter<number | undefined> = {
  fromAttribute: (text) => {
    const value = text === null || text.trim() === '' ? NaN : Number(text);
    return Number.isFinite(value) ? value : undefined;
  },
};
