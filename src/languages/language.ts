import type { ChromeTexts } from './en/chrome.js';
import type { AdviceKey, MessageKey } from './message.js';

/** All texts of one language, by the keys of the English ones: what a translator writes. */
export interface Language extends ChromeTexts {
  /** As in the attribute `lang` (BCP 47): numbers and dates are written as there. */
  readonly tag: string;
  /** The sentences of errors and warnings, by reason. */
  readonly messages: Readonly<Record<MessageKey, string>>;
  /** What a person can do about an error, by its code. */
  readonly advice: Readonly<Record<AdviceKey, string>>;
  /** How many years old a person is, as `{count}歳`, where that isn't how a length of time is written. */
  readonly yearsOld?: string;
}

/** Texts of a language, of which some may be missing. */
export type LanguageTexts = { readonly tag: string } & {
  readonly [Group in keyof Language]?: Language[Group] extends string | undefined
    ? Language[Group]
    : Partial<Language[Group]>;
};
