import type { Language } from '../language.js';
import { chrome } from './chrome.js';
import { advice, messages } from './messages.js';

export const language: Language = { tag: 'fr', ...chrome, messages, advice };
