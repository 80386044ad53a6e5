import { unsafeCSS, type CSSResult } from 'lit';

/** The styles that came later, by their text: all elements share them. */
const sharedStyles = new Map<string, CSSResult>();

/** The styles of shadow roots that came after those of their element's class. */
const laterStyles = new WeakMap<ShadowRoot, CSSResult[]>();

/** Adds styles to an element's shadow root, of something that is fetched when it is needed. */
export function addStyles(renderRoot: Node, text: string): void {
  if (renderRoot instanceof ShadowRoot) {
    const styles = sharedStyles.get(text) ?? unsafeCSS(text);
    sharedStyles.set(text, styles);
    laterStyles.set(renderRoot, [...(laterStyles.get(renderRoot) ?? []), styles]);
    renderRoot.adoptedStyleSheets.push(...sheetsFor(renderRoot, [styles]));
  }
}

/**
 * Gives a shadow root its styles again, of its element's class and those that were added: in another
 * document it has none, because a document's constructed style sheets are of no use in another.
 */
export function restoreStyles(renderRoot: Node, ofClass: readonly CSSResult[]): void {
  if (renderRoot instanceof ShadowRoot) {
    const styles = [...ofClass, ...(laterStyles.get(renderRoot) ?? [])];
    renderRoot.adoptedStyleSheets = sheetsFor(renderRoot, styles);
  }
}

function sheetsFor({ ownerDocument }: ShadowRoot, styles: readonly CSSResult[]): CSSStyleSheet[] {
  const view = ownerDocument.defaultView;
  if (view === globalThis.window) {
    return styles.flatMap(({ styleSheet }) => styleSheet ?? []);
  }
  if (!view) {
    return []; // nobody sees such a document
  }
  return styles.map(({ cssText }) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(cssText);
    return sheet;
  });
}
