import { DicomError } from './errors.js';
import type { DicomMetadata, DicomSummary } from './metadata.js';
import type { RenderReply, ViewState, Warning } from './protocol.js';
import type { RuntimeClient } from './runtime/client.js';

/** Hears of what a file made Python warn of. */
export type WarningListener = (warning: Warning) => void;

/** A file that is open in Python. */
export class Study {
  readonly metadata: DicomMetadata;
  readonly #runtime: RuntimeClient;
  readonly #number: number;
  readonly #warn: WarningListener;
  /** The buffer that goes back and forth, while it is here: fresh memory would cost page faults. */
  #pixels: ArrayBuffer | undefined;

  private constructor(
    runtime: RuntimeClient,
    number: number,
    metadata: DicomMetadata,
    warn: WarningListener,
  ) {
    this.#runtime = runtime;
    this.#number = number;
    this.#warn = warn;
    this.metadata = metadata;
  }

  /** Opens a file; an ArrayBuffer is transferred. */
  static async open(
    runtime: RuntimeClient,
    file: ArrayBuffer | Blob,
    warn: WarningListener,
  ): Promise<Study> {
    const transfer = file instanceof Blob ? [] : [file];
    const { value, warnings } = await runtime.call<'open'>({ type: 'open', file }, transfer);
    warnings.forEach(warn);
    return new Study(runtime, value.study, value.metadata, warn);
  }

  get summary(): DicomSummary {
    return this.metadata.summary;
  }

  /** Whether anything may lie above its frames: overlays or a display shutter. */
  get hasLayer(): boolean {
    return this.summary.overlays.length > 0 || this.summary.hasShutter;
  }

  /**
   * Renders a view, and the layer above its frame if that is wanted; the pixels are lent until they
   * are given to `giveBack`.
   */
  async render(view: ViewState, withLayer: boolean): Promise<RenderReply> {
    const pixels = this.#pixels ?? this.#allocatePixels();
    this.#pixels = undefined;
    const layer = withLayer ? this.#allocatePixels() : null;
    const { value, warnings } = await this.#runtime.call<'render'>(
      { type: 'render', study: this.#number, view, pixels, layer },
      layer ? [pixels, layer] : [pixels],
    );
    warnings.forEach(this.#warn);
    return value;
  }

  /** Takes a rendering's pixels back, for the next one. */
  giveBack(pixels: ArrayBuffer): void {
    this.#pixels = pixels;
  }

  /** The modality value or RGB of a pixel; undefined outside the image. */
  async pixelAt(
    frame: number,
    x: number,
    y: number,
  ): Promise<number | [number, number, number] | undefined> {
    const request = { type: 'pixel', study: this.#number, frame, x, y } as const;
    const { value } = await this.#runtime.call<'pixel'>(request);
    return value ?? undefined;
  }

  /** Frees the file in Python. */
  close(): void {
    this.#pixels = undefined;
    // A runtime that has died holds nothing to free.
    this.#runtime.call<'close'>({ type: 'close', study: this.#number }).catch(() => undefined);
  }

  #allocatePixels(): ArrayBuffer {
    const { rows, columns } = this.summary;
    try {
      return new ArrayBuffer(rows * columns * 4);
    } catch (error) {
      const message = `There is no room for ${String(columns)} × ${String(rows)} pixels.`;
      throw new DicomError('memory', message, { cause: error });
    }
  }
}
