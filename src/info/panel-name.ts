import type { Language } from '../languages/language.js';
import { countText } from '../languages/numbers.js';

/** The elements with panels, each at the index of its number; undefined where one has gone. */
const numbered: (WeakRef<Element> | undefined)[] = [];

/** The name of an element's panel: no two panels of a page have the same (WCAG 2.4.6, ARIA landmarks). */
export function panelName(host: Element, alt: string | undefined, language: Language): string {
  const { panel } = language.info;
  const name = alt ? `${panel}: ${alt}` : panel;
  const number = numberOf(host);
  return number === 1 ? name : `${name} ${countText(number, language)}`;
}

/** The number of an element among those that are on the page, from 1; it stays. */
function numberOf(host: Element): number {
  const known = numbered.findIndex((each) => each?.deref() === host);
  if (known >= 0) {
    return known + 1;
  }
  const free = numbered.findIndex((each) => !each?.deref()?.isConnected);
  const index = free < 0 ? numbered.length : free;
  numbered[index] = new WeakRef(host);
  return index + 1;
}
