import { ownFile } from '../network/own-files.js';
import { english } from './english.js';
import type { Language, LanguageTexts } from './language.js';
import { nearestTag } from './nearest-tag.js';

/** The languages that lie beside the element, each in a file that is fetched when a page first uses it. */
const files: Readonly<Record<string, () => URL>> = {
  de: () => new URL('./languages/de.js', import.meta.url),
  es: () => new URL('./languages/es.js', import.meta.url),
  fr: () => new URL('./languages/fr.js', import.meta.url),
  ja: () => new URL('./languages/ja.js', import.meta.url),
  'zh-Hant': () => new URL('./languages/zh-Hant.js', import.meta.url),
};

/** What is there, by tag. */
const languages = new Map([[english.tag, english]]);

/** Which files have been asked for. */
const asked = new Set<string>();

/** What was found for each tag that pages have, until a language comes. */
const found = new Map<string, Language>();

const listeners = new Set<() => void>();

/**
 * The language that is nearest to a tag (BCP 47), with numbers and dates as the tag has them. It is
 * English if there is none, or while its file is fetched: listeners hear when that is there.
 */
export function languageOf(tag: string): Language {
  const language = found.get(tag) ?? findLanguage(tag);
  found.set(tag, language);
  return language;
}

function findLanguage(tag: string): Language {
  const nearest = nearestTag(tag, [...languages.keys(), ...Object.keys(files)]);
  if (nearest === undefined) {
    return english;
  }
  const language = languages.get(nearest);
  if (!language) {
    void fetchLanguage(nearest);
    return english;
  }
  return tag === language.tag ? language : { ...language, tag };
}

/**
 * Adds a language, or replaces one; texts that it lacks are English. Throws a RangeError if its tag is
 * none (BCP 47).
 */
export function addLanguage(texts: LanguageTexts): void {
  const { baseName } = new Intl.Locale(texts.tag);
  languages.set(baseName, completed({ ...texts, tag: baseName }));
  found.clear();
  languagesChanged();
}

/** Calls a listener when a language has come, or the page's is another; returns what ends that. */
export function followLanguages(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells all listeners to look again. */
export function languagesChanged(): void {
  for (const listener of listeners) {
    listener();
  }
}

async function fetchLanguage(tag: string): Promise<void> {
  const own = files[tag];
  if (!own || asked.has(tag)) {
    return;
  }
  asked.add(tag);
  try {
    await Promise.resolve(); // a page sets the base once it has imported the element, whose tags are elements by then
    const { href } = ownFile(`languages/${tag}.js`, own);
    const { language } = (await import(href)) as { language: Language };
    if (!languages.has(tag)) {
      addLanguage(language);
    }
  } catch {
    // The texts stay English: nobody is helped by an error.
  }
}

/** A language with the English texts where it has none of its own. */
function completed(texts: LanguageTexts): Language {
  const groups = Object.entries(english).map(([name, group]: [string, string | object]) => {
    const own = texts[name as keyof LanguageTexts] ?? {};
    return [name, typeof group === 'string' ? texts.tag : { ...group, ...(own as object) }];
  });
  return { ...texts, ...Object.fromEntries(groups) } as Language;
}
