import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { english } from './english.js';
import type { Language } from './language.js';
import { followLanguages, languageOf } from './languages.js';
import { observePageLanguage, pageLanguageOf } from './page-language.js';

type Host = ReactiveControllerHost &
  HTMLElement & { readonly renderRoot: ParentNode; readonly hasUpdated: boolean };

/**
 * Which language an element's texts are in: the one that the page says by `lang`, or else English. The
 * element is updated when that is another, or when the texts have come.
 */
export class LanguageOfElement implements ReactiveController {
  readonly #host: Host;
  readonly #isNeeded: () => boolean;
  #current = english;
  #unfollow = (): unknown => undefined;

  /** Until texts are needed, none are fetched. */
  constructor(host: Host, isNeeded = () => true) {
    this.#host = host;
    this.#isNeeded = isNeeded;
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
    if (this.#host.hasUpdated) {
      this.#update(); // it has moved
    }
  }

  /** Before the first update it is known whether texts are needed; later a language that could not be fetched is asked for again. */
  hostUpdate(): void {
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
    const language = this.#isNeeded() ? languageOf(this.ofPage) : this.#current;
    if (language !== this.#current) {
      this.#current = language;
      this.#host.requestUpdate();
    }
  };
}
