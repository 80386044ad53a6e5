import type { ReactiveControllerHost } from 'lit';

import { hasCrosshair, movedBy, type CrosshairImage } from '../view/crosshair.js';
import { CrosshairGestures } from './crosshair-gestures.js';
import type { DicomChangeDetail } from '../events.js';
import { sortByPath } from '../source/files/named-file.js';
import { Gestures, type GestureState } from './gestures.js';
import { Intake } from './drop-and-paste.js';
import type { Crosshair, ViewState } from '../protocol/messages.js';
import type { Viewport } from '../display/viewport.js';
import { clampIndex } from '../view/view.js';
import { Wheel } from './wheel.js';

/** What the user's input asks of its element, and tells it. */
export interface UserInputOptions {
  viewport: Viewport;
  /** What is asked for, within what there is. */
  view: () => ViewState;
  stage: () => HTMLElement;
  /** The crosshair that is asked for. */
  crosshair: () => Crosshair | undefined;
  /** Whether the frames stand still. */
  paused: () => boolean;
  /** What the user wants changed. */
  change: (change: DicomChangeDetail) => void;
  /** Files are held over the element, or no longer. */
  hovered: (isOver: boolean) => void;
}

/**
 * What a user does to an element, but for its controls: pointers, keys and the wheel on its images, drops
 * and pastes. Of three planes, wheel and keys step through the one that the pointer was over last.
 */
export class UserInput {
  readonly gestures: Gestures;
  readonly crosshairGestures: CrosshairGestures;
  readonly #options: UserInputOptions;
  #pane = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, options: UserInputOptions) {
    this.#options = options;
    const { viewport, stage, change, hovered } = options;
    const state = () => this.#state;
    const changeInPane = (asked: DicomChangeDetail) => {
      change(this.#ofPane(asked));
    };
    this.gestures = new Gestures({ state, change: changeInPane });
    this.crosshairGestures = new CrosshairGestures({
      study: () => viewport.displayed?.study,
      image: (index) => (viewport.isOpening ? undefined : this.planes[index]),
      change: (crosshair) => {
        change({ crosshair });
      },
    });
    new Wheel(host, { stage, state, change: changeInPane });
    new Intake(host, {
      received: (files) => {
        change({ files: sortByPath(files) });
      },
      hovered,
    });
  }

  /** The three planes on their canvases; none where there is only one image. */
  get planes(): CrosshairImage[] {
    return this.#options.viewport.displayed?.picture.images.filter(hasCrosshair) ?? [];
  }

  /** The pointer is over an image. */
  enterPane(index: number): void {
    this.#pane = index;
  }

  /** Shows a frame of one of the images, as a slider asks: from what is painted. */
  step(frame: number, index: number): void {
    const image = this.planes[index];
    this.#options.change(
      image ? { crosshair: movedBy(image.crosshair, image, frame - image.frame) } : { frame },
    );
  }

  get #state(): GestureState | undefined {
    const { viewport, paused } = this.#options;
    const { displayed } = viewport;
    if (!displayed || viewport.isOpening) {
      return undefined;
    }
    const view = this.#options.view();
    const frameCount = viewport.frameCount(view);
    const plane = this.planes[this.#pane];
    return {
      study: displayed.study,
      frame: plane?.frame ?? clampIndex(view.frame, frameCount),
      frameCount: plane?.frameCount ?? frameCount,
      windowing: displayed.windowing(view),
      paused: paused(),
    };
  }

  /** A change of the frame as one of the crosshair, if the frame is one of three planes. */
  #ofPane({ frame, ...change }: DicomChangeDetail): DicomChangeDetail {
    const image = this.planes[this.#pane];
    if (frame === undefined || !image) {
      return frame === undefined ? change : { ...change, frame };
    }
    // From where it will be once all is painted: a wheel may be faster than that.
    const asked = this.#options.crosshair();
    const isPainted = this.#options.viewport.displayed?.request.view.crosshair === (asked ?? null);
    const { center, axes } = (isPainted ? undefined : asked) ?? image.crosshair;
    return { ...change, crosshair: movedBy({ center, axes }, image, frame - image.frame) };
  }
}
