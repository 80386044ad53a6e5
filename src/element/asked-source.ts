import type { PropertyValues } from 'lit';

import type { Viewport } from '../display/viewport.js';
import type { LocalFiles } from '../events.js';
import type { Fetcher } from '../network/fetch.js';
import { keep, type RemoteSource, type Source } from '../source/image-source.js';
import { SourceChildren } from '../source/source-children.js';
import type { ViewerProperties } from '../viewer-properties.js';

/** The source that an element asks for: its `files`, else its `src`, else its `<source>` children. */
export class AskedSource {
  readonly #element: ViewerProperties;
  readonly #viewport: Viewport;
  readonly #fetcher: () => Fetcher | undefined;
  readonly #children: SourceChildren;
  /** The value of `files` that the viewport knows. */
  #knownFiles: LocalFiles | undefined;

  /** `fetcher` returns what is to fetch URLs, if not the page's `fetch`. */
  constructor(element: ViewerProperties, viewport: Viewport, fetcher: () => Fetcher | undefined) {
    this.#element = element;
    this.#viewport = viewport;
    this.#fetcher = fetcher;
    this.#children = new SourceChildren(element, () => {
      if (!element.src && !element.files) {
        viewport.replace(this.#sourceOfUrls());
      }
    });
  }

  /** Has the viewport show what the properties ask for, before an update of the element. */
  update(changed: PropertyValues<ViewerProperties>): void {
    const { files } = this.#element;
    if (files && files !== this.#knownFiles) {
      this.#viewport.replace({ files: keep(files) });
    } else if (changed.has('src') || files !== this.#knownFiles) {
      this.#element.files = undefined;
      this.#viewport.replace(this.#sourceOfUrls());
    }
    this.#knownFiles = this.#element.files;
  }

  /** Shows a visitor's files; where they can't be, what was there stays, and `kept` is called. */
  tryFiles(files: File[], kept: () => void): void {
    const { files: before } = this.#element;
    this.#viewport.tryFiles({ files: keep(files) }, () => {
      this.#element.files = this.#knownFiles = before;
      kept();
    });
    this.#knownFiles = files;
  }

  /** URLs as a source, fetched as those of the element are. */
  ofUrls(urls: readonly string[]): RemoteSource {
    return { urls, crossOrigin: this.#element.crossOrigin, fetcher: this.#fetcher };
  }

  #sourceOfUrls(): Source | undefined {
    const { src, series, frame } = this.#element;
    const urls = src ? [absoluteUrl(src)] : this.#children.urls;
    return urls.length > 0 ? { ...this.ofUrls(urls), series, frame } : undefined;
  }
}

function absoluteUrl(url: string): string {
  return URL.canParse(url, document.baseURI) ? new URL(url, document.baseURI).href : url;
}
