import { languagesChanged } from './languages.js';

let observer: MutationObserver | undefined;

/** The language that `lang` of an element, or of its nearest ancestor with one, says; empty if none does. */
export function pageLanguageOf(element: Element): string {
  const root = element.getRootNode();
  const nearest = element.closest('[lang]')?.getAttribute('lang');
  return nearest ?? (root instanceof ShadowRoot ? pageLanguageOf(root.host) : '');
}

/**
 * Has those who follow languages told when a `lang` around an element changes. One observer serves all
 * elements of a page; it holds no node.
 */
export function observePageLanguage(element: Element): void {
  const root = element.getRootNode();
  observer ??= new MutationObserver(languagesChanged); // calls back in a microtask
  observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
  if (root instanceof ShadowRoot) {
    observePageLanguage(root.host);
  }
}
