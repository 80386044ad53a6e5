import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { english } from './english.js';
import type { Language } from './language.js';
import { followLanguages, languageOf } from './languages.js';
import { observePageLanguage, pageLanguageOf } from './page-language.js';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

/**
 * Which language an element's texts are in: the one that the page says by `lang`, or else English. The
 * element is updated when that is another, or when the texts have come.
 */
export class LanguageOfElement implements ReactiveController {
  readonly #host: Host;
  #current = english;
  #unfollow = (): unknown => undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The texts to show. */
  get current(): Language {
    return this.#current;
  }

  /** The language of what the page's author wrote, as `alt`. */
  get ofPage(): string {
    return pageLanguageOf(this.#host);
  }

  hostConnected(): void {
    observePageLanguage(this.#host);
    this.#unfollow = followLanguages(this.#update);
    this.#update();
  }

  hostDisconnected(): void {
    this.#unfollow();
  }

  /** Screen readers pronounce the texts by their own language, not by the page's. */
  hostUpdated(): void {
    const { tag } = this.#current;
    for (const child of this.#host.renderRoot.children) {
      if (child.getAttribute('lang') !== tag) {
        child.setAttribute('lang', tag);
      }
    }
  }

  readonly #update = (): void => {
    const language = languageOf(this.ofPage);
    if (language !== this.#current) {
      this.#current = language;
      this.#host.requestUpdate();
    }
  };
}
