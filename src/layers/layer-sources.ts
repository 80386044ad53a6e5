import type { LoadEvent } from '../source/loader.js';
import type { Study } from '../runtime/study.js';
import type { Warning } from '../protocol/messages.js';
import type { LayerState } from '../view/layer-state.js';

/** Loads what a URL holds into Python. */
export type LoadSource = (url: string, signal: AbortSignal) => AsyncIterable<LoadEvent>;

/** What the sources of layers are told to. */
export interface LayerSourcesHost {
  readonly element: HTMLElement;
  load: LoadSource;
  /** Called when there is more, or less, to show. */
  changed(): void;
  warn(warning: Warning): void;
}

/** A `<source layer>` child, and what its URL holds. */
class LayerSource {
  readonly url: string;
  readonly #abort = new AbortController();
  /** How its layers are to be seen. */
  wish: Partial<LayerState> = {};
  study: Study | undefined;
  readonly loaded: Promise<void>;

  constructor(url: string, host: LayerSourcesHost) {
    this.url = url;
    this.loaded = this.#load(host);
  }

  close(): void {
    this.#abort.abort();
    this.study?.close();
    this.study = undefined;
  }

  async #load(host: LayerSourcesHost): Promise<void> {
    const { signal } = this.#abort;
    let isOpen = false;
    let study: Study | undefined;
    for await (const event of host.load(this.url, signal)) {
      if (event.type === 'opened') {
        study = event.study;
      } else if (event.type === 'warning') {
        host.warn(event.warning);
      } else if (event.type === 'failed') {
        const { reason, parameters } = event.error;
        const why = { reason, parameters } as Warning;
        host.warn({ code: 'layers', reason: 'layer-failed', parameters: { layer: this.url, why } });
      } else if (event.type === 'complete' || event.type === 'grown') {
        isOpen ||= event.type === 'complete';
      }
    }
    if (signal.aborted || !isOpen) {
      study?.close();
    } else {
      this.study = study;
      host.changed();
    }
  }
}

/** Follows the `<source layer src>` children of an element: what they name is loaded, and laid over what is shown. */
export class LayerSources {
  readonly #host: LayerSourcesHost;
  #sources: LayerSource[] = [];
  #observer: MutationObserver | undefined;
  /** What the children said last. */
  #known = '';

  constructor(host: LayerSourcesHost) {
    this.#host = host;
  }

  /** Those that are loaded, in their order. */
  get studies(): { study: Study; wish: Partial<LayerState> }[] {
    return this.#sources.flatMap(({ study, wish }) => (study ? [{ study, wish }] : []));
  }

  /** Resolves once all are loaded, or can't be. */
  async settled(): Promise<void> {
    await Promise.all(this.#sources.map(({ loaded }) => loaded));
  }

  connect(): void {
    this.#observer = new MutationObserver(this.#update);
    this.#observer.observe(this.#host.element, {
      childList: true,
      subtree: true,
      attributes: true,
    });
    this.#update();
  }

  disconnect(): void {
    this.#observer?.disconnect();
    this.#sources.forEach((source) => {
      source.close();
    });
    this.#sources = [];
    this.#known = '';
  }

  readonly #update = (): void => {
    const { element } = this.#host;
    const children = [
      ...element.querySelectorAll<HTMLSourceElement>(':scope > source[layer][src]'),
    ].filter(({ src }) => src !== '');
    const known = JSON.stringify(children.map((child) => [child.src, wishOf(child)]));
    if (known === this.#known) {
      return; // the element's own attributes have changed, or other children
    }
    this.#known = known;
    const before = this.#sources;
    this.#sources = children.map((child) => {
      const index = before.findIndex(({ url }) => url === child.src);
      const [source = new LayerSource(child.src, this.#host)] =
        index < 0 ? [] : before.splice(index, 1);
      source.wish = wishOf(child);
      return source;
    });
    before.forEach((source) => {
      source.close();
    });
    this.#host.changed();
  };
}

/** How a child says that its layers are to be seen. */
function wishOf(child: HTMLSourceElement): Partial<LayerState> {
  const numbers = ['opacity', 'window-center', 'window-width', 'threshold', 'reference'] as const;
  const names = { 'window-center': 'windowCenter', 'window-width': 'windowWidth' } as const;
  const wish: Record<string, unknown> = {};
  for (const name of numbers) {
    const text = child.getAttribute(name);
    if (text?.trim()) {
      wish[name in names ? names[name as keyof typeof names] : name] = Number(text);
    }
  }
  const colormap = child.getAttribute('colormap');
  const name = child.getAttribute('name');
  const isodoses = child.getAttribute('isodoses');
  return {
    ...wish,
    ...(colormap && { colormap }),
    ...(name && { name }),
    ...(isodoses !== null && { isodoses: (isodoses.match(/[\d.]+/g) ?? []).map(Number) }),
  };
}
