import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { filesOf } from '../source/files/transferred.js';

/** Takes files and folders that are dropped on an element, or pasted while it has focus. */
export class DropAndPaste implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #received: (files: File[]) => void;
  /** The files of folders that are being read. */
  #reading: Promise<File[]> | undefined;
  #isOver = false;

  /** `received` gets the files, also all files of folders. */
  constructor(host: ReactiveControllerHost & HTMLElement, received: (files: File[]) => void) {
    this.#host = host;
    this.#received = received;
    host.addController(this);
  }

  /** Whether files are held over the element. */
  get isOver(): boolean {
    return this.#isOver;
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#handleDragOver);
    this.#host.addEventListener('dragleave', this.#handleDragLeave);
    this.#host.addEventListener('drop', this.#handleDrop);
    this.#host.addEventListener('paste', this.#handlePaste);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#handleDragOver);
    this.#host.removeEventListener('dragleave', this.#handleDragLeave);
    this.#host.removeEventListener('drop', this.#handleDrop);
    this.#host.removeEventListener('paste', this.#handlePaste);
  }

  readonly #handleDragOver = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault(); // without this, nothing can be dropped here
      event.dataTransfer.dropEffect = 'copy';
      this.#setOver(true);
    }
  };

  readonly #handleDragLeave = (): void => {
    this.#setOver(false);
  };

  readonly #handleDrop = (event: DragEvent): void => {
    this.#setOver(false);
    this.#receive(event, event.dataTransfer);
  };

  readonly #handlePaste = (event: ClipboardEvent): void => {
    this.#receive(event, event.clipboardData);
  };

  #setOver(isOver: boolean): void {
    if (isOver !== this.#isOver) {
      this.#isOver = isOver;
      this.#host.requestUpdate();
    }
  }

  #receive(event: Event, data: DataTransfer | null): void {
    const files = data ? filesOf(data) : [];
    if (!Array.isArray(files)) {
      event.preventDefault();
      void this.#receiveLater(files);
    } else if (files.length > 0) {
      event.preventDefault();
      this.#reading = undefined;
      this.#received(files);
    }
  }

  /** Receives the files of folders, unless others come before those are read. */
  async #receiveLater(reading: Promise<File[]>): Promise<void> {
    this.#reading = reading;
    const files = await reading;
    if (this.#reading === reading) {
      this.#received(files);
    }
  }
}
