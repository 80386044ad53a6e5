/** Saves and copies what an element shows: a bundle of its own, fetched when something is exported. */

import type { Annotation } from '../annotations/annotation.js';
import type { DisplayedImage } from '../display/displayed.js';
import { recordClip } from './clip.js';
import { compose } from './composition.js';
import { baseName, extensionOf, nameOfFile } from './file-name.js';
import type { DownloadOptions, Downloadable, ExportCommand, ExportHost } from './host.js';

export { exportMessages } from '../languages/en/export-messages.js';

/** How long a browser may take to begin a download, in ms. */
const downloadStart = 60_000;

/** The exports of an element. All throw `no-image` where nothing is shown. */
export class Exports {
  readonly #host: ExportHost;

  constructor(host: ExportHost) {
    this.#host = host;
  }

  /** The shown image as a file; throws `memory` if the browser can't make it. */
  async image({ type, quality, ...options }: DownloadOptions = {}): Promise<Blob> {
    const { picture } = this.#displayed;
    const canvas = compose(
      { picture, canvases: this.#host.canvases(), layers: this.#host.layers()?.canvases(0) },
      options,
      this.#host,
    );
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, type, quality);
    });
    if (!blob) {
      const size = { columns: canvas.width, rows: canvas.height };
      throw new this.#host.DicomError('memory', 'canvas-not-encoded', size);
    }
    return blob;
  }

  /**
   * Has the browser save something. Throws `export` where that can't be had: a clip of one image, or in a browser that
   * can't record one; or the file where it is hidden whose image it is.
   */
  async download(
    what: Downloadable,
    options: DownloadOptions,
    progressed: (part: number) => void,
  ): Promise<void> {
    const { name, blob } = await this.#made(what, options, progressed);
    const link = document.createElement('a');
    link.download = name;
    link.href = URL.createObjectURL(blob);
    link.click();
    setTimeout(() => {
      URL.revokeObjectURL(link.href);
    }, downloadStart);
  }

  /** Copies the shown image to the clipboard, as PNG; throws `export` if the browser refuses. */
  async copy(options: DownloadOptions): Promise<void> {
    const image = this.image({ ...options, type: 'image/png' });
    try {
      // A promise of the image: the browser asks at once whether the user wants it.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })]);
    } catch (cause) {
      await image;
      throw new this.#host.DicomError('export', 'copy-refused', {}, { cause });
    }
  }

  /** Saves or copies what a visitor asks for, who is told how that goes. */
  async run(command: ExportCommand, options: DownloadOptions): Promise<void> {
    const { exports: texts } = this.#host.language();
    if (command === 'copy') {
      await this.copy(options);
      this.#host.say(texts.copied);
      return;
    }
    await this.download(command.replace('save-', '') as Downloadable, options, (part) => {
      this.#host.say(texts.saving, { percent: Math.floor(part * 100) });
    });
    this.#host.say('');
  }

  async #made(
    what: Downloadable,
    options: DownloadOptions,
    progressed: (part: number) => void,
  ): Promise<{ name: string; blob: Blob }> {
    const displayed = this.#displayed;
    const base = baseName(displayed, what);
    switch (what) {
      case 'image': {
        const blob = await this.image(options);
        return { name: `${base}.${extensionOf(blob.type)}`, blob };
      }
      case 'clip': {
        const blob = await recordClip(displayed, this.#host, options, progressed);
        return { name: `${base}.webm`, blob };
      }
      case 'annotations': {
        const json = JSON.stringify(this.#annotations, undefined, 2);
        const blob = new Blob([json], { type: 'application/json' });
        return { name: `${base}.json`, blob };
      }
      case 'file':
        return this.#file(displayed);
    }
  }

  async #file({ study }: DisplayedImage): Promise<{ name: string; blob: Blob }> {
    const { properties, viewport } = this.#host;
    if (properties.hideIdentity) {
      throw new this.#host.DicomError('export', 'file-identifies');
    }
    const file = await study.file(viewport.view);
    if (!file) {
      throw new this.#host.DicomError('no-image', 'nothing-shown');
    }
    const blob = new Blob([file.bytes], { type: 'application/dicom' });
    return { name: nameOfFile(file.name), blob };
  }

  /** The marks; where identities are hidden, without the UIDs of instances. */
  get #annotations(): readonly Annotation[] {
    const { annotations, hideIdentity } = this.#host.properties;
    return hideIdentity ? annotations.flatMap(withoutInstance) : annotations;
  }

  get #displayed(): DisplayedImage {
    const { displayed } = this.#host.viewport;
    if (!displayed) {
      throw new this.#host.DicomError('no-image', 'nothing-shown');
    }
    return displayed;
  }
}

/** A mark whose place the frame alone tells; none if there is none. */
function withoutInstance(annotation: Annotation): Annotation[] {
  const { sopInstanceUID, ...others } = annotation;
  const isPlaced = sopInstanceUID === undefined || annotation.frame !== undefined;
  return isPlaced ? [others] : [];
}
