import { chrome } from './en/chrome.js';
import { advice, messages } from './en/messages.js';
import type { Language } from './language.js';
import type { AdviceKey } from './message.js';

/** The language that is always there, and in which texts are that others lack. */
export const english: Language = { tag: 'en', ...chrome, messages, advice };

/** All codes of errors. */
export const adviceKeys = Object.keys(advice) as AdviceKey[];
