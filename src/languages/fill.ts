import type { Language } from './language.js';
import type { Message, MessageKey, Parameter, Parameters, Sentences } from './message.js';
import { isRightToLeft } from './nearest-tag.js';
import { numberText } from './numbers.js';

/** What other languages lack is taken from here: the English sentences, where a bundle has them. */
let fallback: Sentences = {};

/** Names the sentences that other languages may lack. */
export function fallBackOn(sentences: Sentences): void {
  fallback = sentences;
}

/** Puts parameters into a template, where their names stand between braces. */
export function fill(template: string, parameters: Parameters, language: Language): string {
  return template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
    const parameter = parameters[name];
    return parameter === undefined ? placeholder : format(parameter, language);
  });
}

/** Makes the sentence of a message. */
export function sentence({ reason, parameters }: Message, language: Language): string {
  const template = templateOf(reason, language.messages) ?? fallback[reason];
  return fill(template ?? reason, parameters, language);
}

/** A language that a page added lacks what the worker has sent since; English what it hasn't sent. */
function templateOf(reason: MessageKey, messages: Sentences): string | undefined {
  return messages[reason];
}

/** Writes numbers and lists as the language does; several sentences follow each other. */
function format(parameter: Parameter, language: Language): string {
  if (typeof parameter === 'number') {
    return numberText(parameter, language.tag);
  }
  if (typeof parameter === 'string') {
    // The order of a name's characters is its own: it stands between FSI and PDI (Unicode UAX #9).
    return isRightToLeft(language.tag) ? `\u2068${parameter}\u2069` : parameter;
  }
  if ('reason' in parameter) {
    return sentence(parameter, language);
  }
  const parts = parameter.map((part) => format(part, language));
  const areSentences = parameter.every((part) => typeof part === 'object');
  return areSentences ? parts.join(' ') : new Intl.ListFormat(language.tag).format(parts);
}
