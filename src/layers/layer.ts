import type { Language } from '../languages/language.js';
import type { LayerOutline, LayerPicture, PictureImage } from '../protocol/messages.js';
import type { KeptLabels } from '../pipeline/kept-labels.js';
import type { DrawLayer } from '../pipeline/made-labels.js';
import type { Study } from '../runtime/study.js';
import {
  changedLayer,
  segmentColor,
  type LayerState,
  type SegmentState,
} from '../view/layer-state.js';
import {
  edgesOf,
  labelImage,
  paintLabels,
  segmentsAt,
  type Edges,
  type LabelImage,
} from './label-image.js';
import {
  paintValues,
  valueAt,
  valueImage,
  windowOf,
  type ValueImage,
  type ValueWindow,
} from './value-image.js';

/** A layer on an image. */
export type LayerImage =
  { labels: LabelImage; edges: Edges } | { values: ValueImage } | { draw: DrawLayer };

/** A layer above the images of an element: its canvases, and what is on them. */
export class Layer {
  readonly id: string;
  /** What it is, and how it is seen unless the page or the visitor says otherwise. */
  initial: LayerState;
  state: LayerState;
  /** The study whose Python draws it; undefined of what a pipeline has made of an image. */
  readonly source: Study | undefined;
  /** What a pipeline has made of a volume. */
  kept: KeptLabels | undefined;
  /** What the file calls it; may be empty. */
  readonly nameOfFile: string;
  canvases: HTMLCanvasElement[] = [];
  /** Which view its images are of. */
  key: string | undefined;
  /** The view on which it can't be shown. */
  failedKey: string | undefined;
  #images: (LayerImage | undefined)[] = [];
  /** The window that fits its values; undefined of labels, and until its values are there. */
  window: ValueWindow | undefined;
  /** The state that is painted. */
  #painted: LayerState | undefined;

  constructor(initial: LayerState, source?: Study, nameOfFile = '') {
    this.id = initial.id;
    this.initial = initial;
    this.state = initial;
    this.source = source;
    this.nameOfFile = nameOfFile;
  }

  /** The same layer, to be laid on other images. */
  copy(): Layer {
    const copy = new Layer(this.state, this.source, this.nameOfFile);
    copy.kept = this.kept;
    return copy;
  }

  /** Takes what a page or a visitor has changed of it since it was there. */
  change(wish: Partial<LayerState>): void {
    this.state = changedLayer(this.initial, wish);
  }

  /** Takes a picture of it on the images of a view. */
  take(key: string, picture: LayerPicture, images: readonly PictureImage[]): void {
    this.put(
      key,
      images.map(({ columns, rows }, index) => {
        const pixels = picture.pixels[index];
        const table = picture.tables[index];
        if (!pixels) {
          return undefined;
        }
        if (table) {
          const labels = labelImage(pixels, table, columns, rows);
          return labels && { labels, edges: edgesOf(labels) };
        }
        const values = valueImage(pixels, columns, rows);
        return values && { values };
      }),
    );
    const { low, high } = picture;
    this.window = low === null || high === null ? undefined : [low, high];
  }

  /** Takes what lies on each image of a view. */
  put(key: string, images: (LayerImage | undefined)[]): void {
    this.key = key;
    this.#images = images;
    this.#painted = undefined;
  }

  /** Takes it off the images. */
  clear(): void {
    this.key = undefined;
    this.#images = [];
    this.#painted = undefined;
    this.canvases.forEach(clearCanvas);
  }

  /** The canvas above an image. */
  canvas(index: number, document: Document): HTMLCanvasElement {
    return (this.canvases[index] ??= createCanvas(document));
  }

  /** Paints its images, if it has any, as its state says, unless they are painted; `colors` are those of its colour map. */
  paint(colors: Uint32Array | undefined, document: Document): void {
    const isPainted = this.#painted === this.state;
    if (isPainted || !this.state.visible || this.key === undefined) {
      return;
    }
    this.#painted = this.state;
    this.canvases.slice(this.#images.length).forEach(clearCanvas);
    this.#images.forEach((image, index) => {
      const canvas = this.canvas(index, document);
      if (!image || ('values' in image && !colors)) {
        clearCanvas(canvas);
        return;
      }
      if ('draw' in image) {
        image.draw(canvas, this.state);
        return;
      }
      const { columns, rows } = 'labels' in image ? image.labels : image.values;
      const pixels = new Uint32Array(columns * rows);
      if ('labels' in image) {
        paintLabels(pixels, image.labels, image.edges, this.state);
      } else if (colors) {
        const fitting = this.window ?? [0, 1];
        const window = windowOf(this.state, fitting);
        paintValues(pixels, image.values, window, colors, this.state, fitting[1]);
      }
      putPixels(canvas, pixels, columns, rows);
    });
  }

  /** What it says of a pixel of an image: its value, or the segments that are seen; empty where it has nothing. */
  textAt(
    [index, x, y]: readonly [index: number, x: number, y: number],
    language: Language,
    hidesName: boolean,
  ): string {
    const image = this.#images[index];
    if (image && 'labels' in image) {
      const numbers = segmentsAt(image.labels, x, y);
      const seen = ({ number, visible }: SegmentState) => visible && numbers.includes(number);
      return this.state.segments?.filter(seen).map(segmentName).join(', ') ?? '';
    }
    const value = image && 'values' in image ? valueAt(image.values, x, y) : undefined;
    if (value === undefined) {
      return '';
    }
    const format = new Intl.NumberFormat(language.tag, { maximumSignificantDigits: 4 });
    const { unit = '' } = this.state;
    return `${this.nameIn(language, hidesName)}: ${format.format(value)} ${unit}`.trim();
  }

  /** What it is called: a file's name for it may say whose image it is. */
  nameIn({ layers }: Language, hidesName: boolean): string {
    const { name, type } = this.state;
    const isHidden = hidesName && name === this.nameOfFile;
    return isHidden || name === '' ? layers[type] : name;
  }

  /** Has it painted anew, as its colours have come. */
  repaint(): void {
    this.#painted = undefined;
  }
}

/** What a segment is called. */
export function segmentName({ label, number }: SegmentState): string {
  return label || String(number);
}

/** The state of a layer of a file that nobody has changed. */
export function initialState(outline: LayerOutline, wish: Partial<LayerState> = {}): LayerState {
  const { id, name, unit } = outline;
  const common = { id, name, visible: true };
  if (outline.type === 'segmentation') {
    const segments = outline.segments.map(({ number, label, category, color }, index) => {
      const own = color ?? segmentColor(index);
      return { number, label, category, color: own, visible: true };
    });
    const state = {
      ...common,
      type: 'segmentation',
      opacity: 0.4,
      outline: true,
      segments,
    } as const;
    return changedLayer(state, wish);
  }
  const values = { windowCenter: null, windowWidth: null, unit };
  return changedLayer(
    outline.type === 'dose'
      ? {
          ...common,
          ...values,
          type: 'dose',
          opacity: 0.4,
          colormap: 'pet',
          threshold: 10,
          reference: null,
          isodoses: [95, 80, 50, 30],
        }
      : { ...common, ...values, type: 'fusion', opacity: 0.5, colormap: 'hot' },
    wish,
  );
}

/** As display/canvas.ts has it, but for its errors: where there is no memory for it, a layer isn't seen. */
function putPixels(
  canvas: HTMLCanvasElement,
  pixels: Uint32Array<ArrayBuffer>,
  columns: number,
  rows: number,
): void {
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), columns, rows);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

function clearCanvas(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

function createCanvas(document: Document): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('part', 'layer');
  canvas.ariaHidden = 'true';
  clearCanvas(canvas);
  return canvas;
}
