import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { filesOf } from '../source/files/transferred.js';

/** What the intake tells its element. */
export interface IntakeOptions {
  /** Files were dropped or pasted, or folders, of which these are all files. */
  received: (files: File[]) => void;
  /** Files are held over the element, or no longer. */
  hovered: (isOver: boolean) => void;
}

/** Takes files and folders that are dropped on an element, or pasted while it has focus. */
export class Intake implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: IntakeOptions;
  /** The files of folders that are being read. */
  #reading: Promise<File[]> | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: IntakeOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
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
      event.preventDefault(); // this is what makes it a place to drop
      event.dataTransfer.dropEffect = 'copy';
      this.#options.hovered(true);
    }
  };

  readonly #handleDragLeave = (): void => {
    this.#options.hovered(false);
  };

  readonly #handleDrop = (event: DragEvent): void => {
    this.#options.hovered(false);
    this.#receive(event, event.dataTransfer);
  };

  readonly #handlePaste = (event: ClipboardEvent): void => {
    this.#receive(event, event.clipboardData);
  };

  #receive(event: Event, data: DataTransfer | null): void {
    const files = data ? filesOf(data) : [];
    if (!Array.isArray(files)) {
      event.preventDefault();
      void this.#receiveLater(files);
    } else if (files.length > 0) {
      event.preventDefault();
      this.#reading = undefined;
      this.#options.received(files);
    }
  }

  /** Receives the files of folders, unless others come before those are read. */
  async #receiveLater(reading: Promise<File[]>): Promise<void> {
    this.#reading = reading;
    const files = await reading;
    if (this.#reading === reading) {
      this.#options.received(files);
    }
  }
}
