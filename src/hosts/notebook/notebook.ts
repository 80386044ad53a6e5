import type { DicomViewer } from '../../dicom-viewer.js';
import { defineElement, importElement } from './element.js';
import { Kernel } from './kernel.js';
import { KernelFiles, type SourceFile } from './kernel-files.js';
import { withoutKernel, type Model } from './model.js';
import { followPipeline } from './pipeline.js';
import { ResultSender } from './results.js';
import { textFor, type TextKey } from './texts.js';
import { follow } from './traits.js';

interface RenderProps {
  model: Model;
  el: HTMLElement;
}

/** The widget as anywidget wants it: shows the model in an element of the notebook's, and returns what ends that. */
function render({ model, el }: RenderProps): () => void {
  const view = new View(model, el);
  void view.start();
  return () => {
    view.end();
  };
}

export default { render };

/** One place in which a widget is seen. */
class View {
  readonly #model: Model;
  readonly #hasKernel: boolean;
  readonly #el: HTMLElement;
  readonly #kernel: Kernel;
  readonly #files: KernelFiles;
  readonly #status = document.createElement('p');
  #viewer: DicomViewer | undefined;
  #endFollowing: (() => void) | undefined;
  #endPipeline: (() => void) | undefined;
  #results: ResultSender | undefined;
  #hasEnded = false;

  constructor(model: Model, el: HTMLElement) {
    this.#hasKernel = model.get('_own_files') !== undefined;
    this.#model = this.#hasKernel ? model : withoutKernel(model);
    this.#el = el;
    this.#kernel = new Kernel(this.#model);
    this.#files = new KernelFiles(this.#kernel, this.#fail);
    this.#status.setAttribute('role', 'status');
    el.append(this.#status);
  }

  /** Shows the widget as soon as its element is there; says what can't be had. */
  async start(): Promise<void> {
    this.#say('loading');
    try {
      await this.#define();
      if (!this.#hasEnded) {
        this.#show();
      }
    } catch (error) {
      this.#say('unloaded', { detail: error instanceof Error ? error.message : String(error) });
    }
  }

  end(): void {
    this.#hasEnded = true;
    this.#model.off('change:_source_files', this.#showFiles);
    this.#model.off('change:height', this.#resize);
    this.#endFollowing?.();
    this.#endPipeline?.();
    this.#results?.end();
    this.#kernel.close();
    this.#viewer?.remove();
  }

  async #define(): Promise<void> {
    if (!this.#hasKernel) {
      await importElement(this.#model.get('base'));
      return;
    }
    await defineElement(this.#model, this.#kernel, (loaded, total) => {
      this.#say('progress', { loaded: loaded / 1e6, total: total / 1e6 });
    });
  }

  #show(): void {
    const viewer = document.createElement('dicom-viewer');
    this.#viewer = viewer;
    // The notebook's keys and menus are its own again outside the picture. A focused viewer must say so itself.
    viewer.dataset['lmSuppressShortcuts'] = 'true';
    viewer.dataset['jpSuppressContextMenu'] = 'true';
    this.#endFollowing = follow(viewer, this.#model);
    this.#model.on('change:height', this.#resize);
    this.#resize();
    this.#status.replaceWith(viewer);
    if (!this.#hasKernel) {
      const src = this.#model.get('src');
      const pipeline = this.#model.get('pipeline');
      viewer.src = typeof src === 'string' ? src : '';
      viewer.pipeline = typeof pipeline === 'string' ? pipeline : undefined;
      return;
    }
    this.#endPipeline = followPipeline(viewer, this.#model);
    this.#results = new ResultSender(viewer, this.#model);
    viewer.fetch = this.#files.fetch;
    this.#model.on('change:_source_files', this.#showFiles);
    this.#showFiles();
  }

  readonly #resize = (): void => {
    const height = this.#model.get('height');
    this.#viewer?.style.setProperty(
      'height',
      typeof height === 'number' ? `${String(height)}px` : null,
    );
  };

  /** Has the element fetch the files that the widget shows now: the first is seen before the others have come. */
  readonly #showFiles = (): void => {
    const files = this.#model.get('_source_files') as readonly SourceFile[];
    const sources = this.#files.urlsOf(files).map((src) => {
      const source = document.createElement('source');
      source.src = src;
      return source;
    });
    const scripts = this.#viewer?.querySelectorAll(':scope > script') ?? [];
    this.#viewer?.replaceChildren(...sources, ...scripts);
  };

  /** Says in the place of the element's own message why the kernel's files can't be had. */
  readonly #fail = (detail: string): void => {
    this.#say('unread', { detail });
    this.#status.slot = 'error';
    this.#viewer?.append(this.#status);
  };

  #say(...text: [key: TextKey, parameters?: Readonly<Record<string, string | number>>]): void {
    this.#status.textContent = textFor(this.#el, ...text);
  }
}
