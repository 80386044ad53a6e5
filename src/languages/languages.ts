import { advice, messages } from './en/messages.js';
import { fill, sentence, type Language } from './fill.js';
import type { AdviceKey, Message, Parameters } from './message.js';

/** The language of errors and warnings. There is English alone. */
const english: Language = { tag: 'en', messages, advice };

/** All codes of errors. */
export const adviceKeys = Object.keys(advice) as AdviceKey[];

/** A text of the chrome with its parameters in the places of their names. */
export function filled(template: string, parameters: Parameters): string {
  return fill(template, parameters, english);
}

/** The sentence of a message. */
export function sentenceOf(message: Message): string {
  return sentence(message, english);
}

/** What a person can do about an error, by its code. */
export function adviceOf(code: AdviceKey): string {
  return english.advice[code];
}
