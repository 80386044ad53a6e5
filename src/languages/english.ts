import { chrome } from './en/chrome.js';
import { advice, messages } from './en/messages.js';
import { fallBackOn } from './fill.js';
import type { Language } from './language.js';
import type { AdviceKey, Sentences } from './message.js';

/** The sentences of the page, and those that came with the worker's messages so far. */
const sentences: Sentences = { ...messages };
fallBackOn(sentences);

/**
 * The language that is always there, and in which texts are that others lack. Each reason that comes
 * from the worker has its sentence by then.
 */
export const english: Language = {
  tag: 'en',
  ...chrome,
  messages: sentences as Language['messages'],
  advice,
};

/** Takes the sentences that come with a message of the worker. */
export function learnEnglish(more: Sentences): void {
  Object.assign(sentences, more);
}

/** All codes of errors. */
export const adviceKeys = Object.keys(advice) as AdviceKey[];
