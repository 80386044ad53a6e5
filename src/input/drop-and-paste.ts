import { filesOf } from '../source/files/transferred.js';
import type { InputHost } from './input-host.js';
import { whileConnected } from './while-connected.js';

/** The part of an element that takes files. */
export type DropHost = Pick<InputHost, 'element' | 'receiveFiles'>;

/** Receives files and folders that are dropped on an element with controls, or pasted while it has focus. */
export class DropAndPaste {
  readonly #host: DropHost;
  /** The files of folders, while the browser reads those. */
  #reading: Promise<File[]> | undefined;
  #isDropTarget = false;

  constructor(host: DropHost) {
    this.#host = host;
    const { element } = host;
    whileConnected(element, (signal) => {
      element.addEventListener('dragover', this.#handleDragOver, { signal });
      element.addEventListener('dragleave', this.#handleDragLeave, { signal });
      element.addEventListener('drop', this.#handleDrop, { signal });
      element.addEventListener('paste', this.#handlePaste, { signal });
    });
  }

  /** Whether files are held over the element. */
  get isDropTarget(): boolean {
    return this.#isDropTarget;
  }

  readonly #handleDragOver = (event: DragEvent): void => {
    if (this.#host.element.controls && event.dataTransfer?.types.includes('Files')) {
      event.preventDefault(); // without this, the browser doesn't let files be dropped here
      event.dataTransfer.dropEffect = 'copy';
      this.#setDropTarget(true);
    }
  };

  readonly #handleDragLeave = (): void => {
    this.#setDropTarget(false);
  };

  readonly #handleDrop = (event: DragEvent): void => {
    this.#setDropTarget(false);
    this.#receive(event, event.dataTransfer);
  };

  readonly #handlePaste = (event: ClipboardEvent): void => {
    this.#receive(event, event.clipboardData);
  };

  #setDropTarget(isDropTarget: boolean): void {
    if (isDropTarget !== this.#isDropTarget) {
      this.#isDropTarget = isDropTarget;
      this.#host.element.requestUpdate();
    }
  }

  #receive(event: Event, data: DataTransfer | null): void {
    const files = data && this.#host.element.controls ? filesOf(data) : [];
    if (!Array.isArray(files)) {
      event.preventDefault();
      void this.#receiveFolders(files);
    } else if (files.length > 0) {
      event.preventDefault();
      this.#reading = undefined;
      this.#host.receiveFiles(files);
    }
  }

  /** Receives the files of folders, unless other files are received before. */
  async #receiveFolders(reading: Promise<File[]>): Promise<void> {
    this.#reading = reading;
    const files = await reading;
    if (this.#reading === reading) {
      this.#host.receiveFiles(files);
    }
  }
}
