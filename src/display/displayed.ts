import type { DicomLoadDetail, DicomRenderDetail } from '../events.js';
import type { CineSummary } from '../metadata.js';
import type { Picture, PictureImage } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { windowingOf, type ValueRange, type Windowing } from '../view/view.js';
import type { PaintRequest } from './painter.js';

/** An image that something lies above, whether it is on the canvas or not. */
export type ImageBelow = Pick<DisplayedImage, 'study' | 'request' | 'picture'>;

/** What is on the canvas: a picture, and the request that it answers. */
export class DisplayedImage {
  private constructor(
    readonly request: PaintRequest,
    readonly picture: Picture,
    /** All values that were seen in the study so far: the range of the sliders. */
    readonly valueRange: ValueRange,
  ) {}

  /** What is displayed after a picture has replaced the one before. */
  static after(
    before: DisplayedImage | undefined,
    request: PaintRequest,
    picture: Picture,
  ): DisplayedImage {
    const { valueRange } = picture;
    if (before?.study !== request.study) {
      return new DisplayedImage(request, picture, valueRange);
    }
    const [low, high] = before.valueRange;
    const range = [Math.min(low, valueRange[0]), Math.max(high, valueRange[1])] as const;
    return new DisplayedImage(request, picture, range);
  }

  get study(): Study {
    return this.request.study;
  }

  /** The image, or the first of three. */
  get image(): PictureImage {
    return this.picture.images[0];
  }

  /** Whether it shows a study with all that the study is known to hold. */
  isOf(study: Study | undefined): boolean {
    return this.study === study && this.request.revision === study.revision;
  }

  /** The window that a user changes, if the view is as given; undefined where none applies. */
  windowing(view: PaintRequest['view']): Windowing | undefined {
    return windowingOf(view, this.picture, this.valueRange);
  }

  /** How the frames are to be played: a file gives the times of its own frames only. */
  get cine(): CineSummary {
    const { cine, frameCount } = this.picture.metadata.summary;
    const isOfFile = this.image.plane === null && this.image.frameCount === frameCount;
    return isOfFile ? cine : { ...cine, first: null, last: null, frameTimes: null };
  }

  get loadDetail(): DicomLoadDetail {
    const { rows, columns, frameCount } = this.image;
    const { transferSyntaxUID, modality } = this.picture.metadata.summary;
    return { rows, columns, frameCount, transferSyntaxUID, modality };
  }

  get renderDetail(): DicomRenderDetail {
    const { windowCenter, windowWidth, decodeMs, renderMs } = this.picture;
    return { frame: this.image.frame, windowCenter, windowWidth, decodeMs, renderMs };
  }
}
