import type { AdviceKey, Message, MessageKey, Parameter, Parameters } from './message.js';

/** What a translator writes: the texts of one language. */
export interface Language {
  /** As in the attribute `lang` (BCP 47). */
  readonly tag: string;
  readonly messages: Readonly<Record<MessageKey, string>>;
  readonly advice: Readonly<Record<AdviceKey, string>>;
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
  return fill(language.messages[reason], parameters, language);
}

/** Writes numbers and lists as the language does; several sentences follow each other. */
function format(parameter: Parameter, language: Language): string {
  if (typeof parameter === 'number') {
    return new Intl.NumberFormat(language.tag).format(parameter);
  }
  if (typeof parameter === 'string') {
    return parameter;
  }
  if ('reason' in parameter) {
    return sentence(parameter, language);
  }
  const parts = parameter.map((part) => format(part, language));
  const areSentences = parameter.every((part) => typeof part === 'object');
  return areSentences ? parts.join(' ') : new Intl.ListFormat(language.tag).format(parts);
}
