import { DicomError } from '../errors.js';
import type {
  Calls,
  CrosshairChoice,
  FrameSlots,
  MarkShape,
  MeasurementReply,
  Outline,
  Picture,
  SeriesOutline,
  TagContext,
  Thumbnail,
  ViewState,
  Warning,
} from '../protocol/messages.js';
import type { RuntimeClient } from './client.js';
import { PictureMetadata } from './picture-metadata.js';

/** A file that was added to a study. */
export interface AddedFile {
  /** The IDs of the files to which a DICOMDIR refers; null of a file with an image. */
  fileIds: string[] | null;
  warnings: Warning[];
}

/** A file of a source, as it came. */
export interface StudyFile {
  /** Its path or its URL. */
  name: string;
  bytes: ArrayBuffer | Blob;
}

let lastNumber = 0;

/** The files of a source, open in Python. */
export class Study {
  readonly #runtime: RuntimeClient;
  readonly #number = ++lastNumber;
  readonly #release: () => void;
  /** The buffers of the last picture, while they are here: fresh memory would cost page faults. */
  #recycled: ArrayBuffer[] = [];
  /** The metadata that came last. */
  #metadata: { key: string; metadata: PictureMetadata } | undefined;
  /** The files' names, by index. */
  readonly #names = new Map<number, string>();
  #outline: Outline = { series: [], duplicateCount: 0, layerCount: 0 };
  #fileCount = 0;
  #isClosed = false;
  #revision = 1;

  constructor(runtime: RuntimeClient) {
    this.#runtime = runtime;
    this.#release = runtime.hold();
  }

  /** The number by which requests name it. */
  get number(): number {
    return this.#number;
  }

  /** How many files with an image were added. */
  get fileCount(): number {
    return this.#fileCount;
  }

  /** The series as they were outlined last. */
  get series(): readonly SeriesOutline[] {
    return this.#outline.series;
  }

  /** How many files are left out because they are the same as others. */
  get duplicateCount(): number {
    return this.#outline.duplicateCount;
  }

  /** How many files may lie above others as layers. */
  get layerCount(): number {
    return this.#outline.layerCount;
  }

  /** Changes with what the study is known to hold. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Adds the source's file of an index; an ArrayBuffer is transferred. With slots for frames, it is what stands before
   * them, and they come later. Throws a `DicomError` if there is no image.
   */
  async add(
    index: number,
    file: ArrayBuffer | Blob,
    name = '',
    frames?: FrameSlots,
  ): Promise<AddedFile> {
    this.#names.set(index, name);
    const request = { type: 'add', study: this.#number, index, file, frames } as const;
    const transfer = file instanceof Blob ? [] : [file];
    const { value, warnings } = await this.#runtime.call<'add'>(request, transfer);
    if (!value) {
      this.#fileCount += 1;
    }
    return { fileIds: value, warnings };
  }

  /**
   * Brings a frame of a file that was added without, which is transferred; null if it can't be had. Returns the
   * frames of the file that are waited for.
   */
  async deliver(index: number, frame: number, bytes: ArrayBuffer | null): Promise<number[]> {
    const request = { type: 'frame', study: this.#number, index, frame, bytes } as const;
    return (await this.#runtime.call<'frame'>(request, bytes ? [bytes] : [])).value;
  }

  /** Arranges the files that were added so far, and lists their series. */
  async outline(): Promise<void> {
    const request = { type: 'outline', study: this.#number } as const;
    const fileCount = this.#fileCount;
    const { value } = await this.#runtime.call<'outline'>(request);
    this.#outline = value;
    this.#revision = fileCount;
  }

  /**
   * Renders a view, and the layer above its frame if that is wanted. Throws a `DicomError` if the view
   * can't be shown.
   */
  async render(view: ViewState, withLayer: boolean): Promise<Picture> {
    const recycledBuffers = this.#recycled;
    const known = this.#metadata; // another picture may be under way
    this.#recycled = [];
    const { value, warnings } = await this.#runtime.call<'picture'>(
      {
        type: 'picture',
        study: this.#number,
        view: plain(view),
        withLayer,
        knownMetadataKey: known?.key ?? null,
        recycledBuffers,
      },
      recycledBuffers,
    );
    const metadata =
      value.metadata === null ? known?.metadata : new PictureMetadata(value.metadata);
    if (!metadata) {
      throw new DicomError('internal', 'metadata-missing');
    }
    this.#metadata = { key: value.metadataKey, metadata };
    return { ...value, metadata, warnings };
  }

  /** Keeps the buffers of a picture for the next one; its pixels must not be used after. */
  recycle({ images }: Picture): void {
    this.#recycled = images.map(({ pixels }) => pixels);
  }

  /** The modality value or RGB of a pixel of one of the images; undefined outside. */
  async pixelAt(
    view: ViewState,
    image: number,
    x: number,
    y: number,
  ): Promise<number | [number, number, number] | undefined> {
    const request = { type: 'pixel', study: this.#number, view: plain(view), image, x, y } as const;
    return (await this.#answerOf<'pixel'>(request)) ?? undefined;
  }

  /** Measures marks on one of the images of a view, which need not be shown; none of a study that is closed. */
  async measure(view: ViewState, image: number, marks: MarkShape[]): Promise<MeasurementReply[]> {
    const request = {
      type: 'measure',
      study: this.#number,
      view: plain(view),
      image,
      marks,
    } as const;
    return (await this.#answerOf<'measure'>(request)) ?? [];
  }

  /** A small picture of a series; undefined of a study that is closed. Throws a `DicomError` if there is none. */
  thumbnail(series: number): Promise<Thumbnail | undefined> {
    return this.#answerOf<'thumbnail'>({ type: 'thumbnail', study: this.#number, series });
  }

  /** The file that the metadata of a view are of, as it came; undefined of a study that is closed. */
  async file(view: ViewState): Promise<StudyFile | undefined> {
    const request = { type: 'file', study: this.#number, view: plain(view) } as const;
    const reply = await this.#answerOf<'file'>(request);
    return reply && { name: this.#names.get(reply.index) ?? '', bytes: reply.file };
  }

  /** What there is beside the elements of the stored frame that a view shows; undefined of a study that is closed. */
  tagContext(view: ViewState): Promise<TagContext | undefined> {
    return this.#answerOf<'tag-context'>({
      type: 'tag-context',
      study: this.#number,
      view: plain(view),
    });
  }

  /** Asks about layers of a study above a view of this one; throws a `DicomError` if they can't be had. */
  askLayers<Type extends 'layers' | 'layer-picture' | 'segment-place'>(
    source: Study,
    request: Omit<Calls[Type]['request'], 'study' | 'source'>,
  ): Promise<{ value: Calls[Type]['reply']; warnings: Warning[] }> {
    const numbers = { study: this.#number, source: source.#number };
    return this.#runtime.call<Type>({
      ...request,
      view: plain(request.view),
      ...numbers,
    } as Calls[Type]['request']);
  }

  /** Frees what Python holds of it. */
  close(): void {
    if (this.#isClosed) {
      return;
    }
    this.#recycled = [];
    this.#isClosed = true;
    // A runtime that has died holds nothing to free.
    this.#runtime.call<'close'>({ type: 'close', study: this.#number }).catch(() => undefined);
    this.#release();
  }

  /** The reply to a question about the study; undefined if it is closed meanwhile. */
  async #answerOf<Type extends 'pixel' | 'measure' | 'thumbnail' | 'file' | 'tag-context'>(
    request: Calls[Type]['request'],
  ): Promise<Calls[Type]['reply'] | undefined> {
    try {
      return (await this.#runtime.call<Type>(request)).value;
    } catch (error) {
      if (this.#isClosed) {
        return undefined; // another source has come meanwhile
      }
      throw error;
    }
  }
}

/** A view that can be sent: a page's crosshair may be made of what can't be cloned, as proxies. */
function plain(view: ViewState): ViewState {
  if (!view.crosshair) {
    return view;
  }
  const { center, axes } = JSON.parse(JSON.stringify(view.crosshair)) as Partial<CrosshairChoice>;
  return { ...view, crosshair: { center: center ?? null, axes: axes ?? null } };
}
