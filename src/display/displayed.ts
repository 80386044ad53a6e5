import type { Wish } from './painter.js';
import type { Picture, PictureImage, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { windowingOf, type ValueRange, type Windowing } from '../view/view.js';

/** What is on the canvas: a rendering, and the study that it is of. */
export class Shown {
  private constructor(
    readonly wish: Wish,
    readonly rendering: Picture,
    /** All values that were seen in the study so far: the range of the sliders. */
    readonly valueRange: ValueRange,
  ) {}

  /** What is shown after a rendering has replaced what was shown before. */
  static after(before: Shown | undefined, wish: Wish, rendering: Picture): Shown {
    const { valueRange } = rendering;
    if (before?.study !== wish.study) {
      return new Shown(wish, rendering, valueRange);
    }
    const [low, high] = before.valueRange;
    const range = [Math.min(low, valueRange[0]), Math.max(high, valueRange[1])] as const;
    return new Shown(wish, rendering, range);
  }

  get study(): Study {
    return this.wish.study;
  }

  /** What was asked for. */
  get view(): ViewState {
    return this.wish.view;
  }

  /** The state of the study, which grows. */
  get revision(): number {
    return this.wish.revision;
  }

  /** The image, or the first of three. */
  get image(): PictureImage {
    return this.rendering.images[0];
  }

  /** The window that a user changes, if the view is as given; undefined where none applies. */
  windowing(view: ViewState): Windowing | undefined {
    return windowingOf(view, this.rendering, this.valueRange);
  }
}
