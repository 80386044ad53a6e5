import type { Annotation, Measurement } from '../annotations/annotation.js';
import type { MarkedImage } from '../annotations/sight.js';
import { sightOf } from '../annotations/sight.js';
import type { MeasurementReply } from '../protocol/messages.js';
import type { MarkedPicture } from './host.js';

/** An image that marks can be measured on. */
export interface MeasuredImage {
  shown: MarkedPicture;
  index: number;
  marked: MarkedImage;
}

/** The types of which something is measured. */
const measuredTypes = new Set(['length', 'angle', 'cobb', 'rectangle', 'ellipse', 'polygon', 'probe']); // prettier-ignore

/** Measures marks, one call at a time: a drag that is faster has its last place measured. */
export class Measuring {
  readonly #measured: (annotation: Annotation, measurement: Measurement) => void;
  /** Marks that can't be measured. */
  readonly #failed = new WeakSet<Annotation>();
  #running: Promise<void> | undefined;

  constructor(measured: (annotation: Annotation, measurement: Measurement) => void) {
    this.#measured = measured;
  }

  /** Measures what is seen whole and isn't measured, of the marks that `all` returns, until there is none. */
  run(images: () => readonly MeasuredImage[], all: () => readonly Annotation[]): void {
    this.#running ??= this.#measureAll(images, all).finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves once nothing is being measured. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #measureAll(
    images: () => readonly MeasuredImage[],
    all: () => readonly Annotation[],
  ): Promise<void> {
    for (;;) {
      const [image, marks] = this.#next(images(), all()) ?? [];
      if (!image || !marks) {
        return;
      }
      await this.#measure(image, marks);
    }
  }

  async #measure({ shown, index }: MeasuredImage, marks: readonly Annotation[]): Promise<void> {
    const shapes = marks.map(({ type, points }) => ({
      type,
      points: points.map((each) => [...each]),
    }));
    // The element says itself why a frame can't be read; its marks have no measurement then.
    const replies = await shown.measure(shown.view, index, shapes).catch(() => []);
    marks.forEach((annotation, at) => {
      const reply = replies[at];
      if (reply) {
        this.#measured(annotation, measurementOf(reply));
      } else {
        this.#failed.add(annotation);
      }
    });
  }

  /** The marks of the first image that has some to be measured. */
  #next(images: readonly MeasuredImage[], all: readonly Annotation[]) {
    for (const image of images) {
      const marks = all.filter((each) => this.#isMeasurable(each, image.marked));
      if (marks.length > 0) {
        return [image, marks] as const;
      }
    }
    return undefined;
  }

  #isMeasurable(annotation: Annotation, image: MarkedImage): boolean {
    const isNew = !annotation.measurement && !this.#failed.has(annotation);
    const isOfImage = (annotation.plane === undefined) === (image.plane === null);
    return (
      isNew &&
      isOfImage &&
      measuredTypes.has(annotation.type) &&
      sightOf(annotation, image)?.isWhole === true
    );
  }
}

/** A reply without what doesn't apply. */
export function measurementOf(reply: MeasurementReply): Measurement {
  const { length, ...others } = reply;
  const values = Object.entries(others).filter(([, value]) => value !== null);
  const from = length?.from ? { from: length.from } : {};
  return {
    ...(length && { length: { value: length.value, unit: length.unit, ...from } }),
    ...(Object.fromEntries(values) as Omit<Measurement, 'length'>),
  };
}
