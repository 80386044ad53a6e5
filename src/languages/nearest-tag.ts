/**
 * The tag among several that is nearest to another: of the same language and script, and if there are
 * several of those, of the same region. `zh-TW` is written in the script of `zh-Hant`, `zh` isn't.
 */
export function nearestTag(wanted: string, tags: readonly string[]): string | undefined {
  const locale = likelyLocale(wanted);
  const written = tags.filter((tag) => {
    const other = likelyLocale(tag);
    return locale && other?.language === locale.language && other.script === locale.script;
  });
  return written.find((tag) => likelyLocale(tag)?.region === locale?.region) ?? written[0];
}

/** Whether a language is written from right to left. */
export function isRightToLeft(tag: string): boolean {
  const script = likelyLocale(tag)?.script ?? '';
  return ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'].includes(script);
}

/** A tag with the script and the region that it most likely means; undefined if it is no tag (BCP 47). */
function likelyLocale(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined; // a page may write anything
  }
}
