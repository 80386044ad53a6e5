import type { DicomViewer } from '../../dicom-viewer.js';
import { defineElement, importElement } from './element.js';
import { Kernel } from './kernel.js';
import type { Model } from './model.js';
import { follow } from './traits.js';

interface RenderProps {
  model: Model;
  el: HTMLElement;
}

/** A file that the kernel has. */
interface SourceFile {
  /** What the kernel calls it. */
  id: string;
  name: string;
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
  readonly #kernel: Kernel;
  readonly #status = document.createElement('p');
  #viewer: DicomViewer | undefined;
  #endFollowing: (() => void) | undefined;
  /** The files that are read, or were read last. */
  #wanted: readonly SourceFile[] = [];
  #hasEnded = false;

  constructor(model: Model, el: HTMLElement) {
    this.#model = model;
    this.#kernel = new Kernel(model);
    this.#status.setAttribute('role', 'status');
    // The notebook's keys and menus are its own again outside the picture.
    el.dataset['lmSuppressShortcuts'] = 'true';
    el.dataset['jpSuppressContextMenu'] = 'true';
    el.append(this.#status);
  }

  /** Shows the widget as soon as its element is there; says what can't be had. */
  async start(): Promise<void> {
    this.#say('Loading the viewer …');
    try {
      await this.#define();
      if (!this.#hasEnded) {
        this.#show();
      }
    } catch (error) {
      this.#say(
        `The viewer can't be loaded: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  end(): void {
    this.#hasEnded = true;
    this.#model.off('change:_source_files', this.#fetchFiles);
    this.#model.off('change:height', this.#resize);
    this.#endFollowing?.();
    this.#kernel.close();
    this.#viewer?.remove();
  }

  get #hasKernel(): boolean {
    return this.#model.get('_own_files') !== undefined;
  }

  async #define(): Promise<void> {
    if (!this.#hasKernel) {
      await importElement(this.#model.get('base'));
      return;
    }
    await defineElement(this.#model, this.#kernel, (loaded, total) => {
      this.#say(`Loading the viewer: ${megabytes(loaded)} of ${megabytes(total)} MB`);
    });
  }

  #show(): void {
    const viewer = document.createElement('dicom-viewer');
    this.#viewer = viewer;
    this.#endFollowing = follow(viewer, this.#model);
    this.#model.on('change:height', this.#resize);
    this.#resize();
    this.#status.replaceWith(viewer);
    if (!this.#hasKernel) {
      const src = this.#model.get('src');
      viewer.src = typeof src === 'string' ? src : '';
      return;
    }
    this.#model.on('change:_source_files', this.#fetchFiles);
    this.#fetchFiles();
  }

  readonly #resize = (): void => {
    const height = this.#model.get('height');
    this.#viewer?.style.setProperty(
      'height',
      typeof height === 'number' ? `${String(height)}px` : null,
    );
  };

  /** Reads the files that the widget shows now, and no more once it shows others. */
  readonly #fetchFiles = (): void => {
    this.#wanted = this.#model.get('_source_files') as readonly SourceFile[];
    if (this.#viewer && this.#wanted.length > 0) {
      void this.#read(this.#viewer, this.#wanted);
    }
  };

  async #read(viewer: DicomViewer, wanted: readonly SourceFile[]): Promise<void> {
    viewer.append(this.#status);
    this.#status.slot = 'placeholder';
    let count = 0;
    const readOne = async ({ id, name }: SourceFile) => {
      const file = await this.#kernel.read(`source:${id}`);
      count += 1;
      this.#say(`Loading ${String(count)} of ${String(wanted.length)} files`);
      return new File([file], name);
    };
    try {
      const files = await Promise.all(wanted.map(readOne));
      if (this.#wanted === wanted) {
        viewer.files = files;
        this.#status.remove();
      }
    } catch (error) {
      this.#say(
        `The kernel's files can't be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
