import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Viewport } from '../display/viewport.js';
import type { DicomChangeDetail } from '../events.js';
import { sortByPath } from '../source/files/named-file.js';
import { tools } from '../tools/tools.js';
import { hasCrosshair, movedBy, type CrosshairImage } from '../view/crosshair.js';
import { clampIndex } from '../view/view.js';
import { viewOf, type ViewProperties } from '../view/view-properties.js';
import { Drags } from './drags.js';
import { DropAndPaste } from './drop-and-paste.js';
import type { InputState, InputTarget } from './input-target.js';
import { changeByKey } from './keys.js';
import { Wheel } from './wheel.js';

/** The element, as far as input knows it: the properties that a user can change. */
export type InputHost = ReactiveControllerHost &
  HTMLElement &
  ViewProperties & { readonly paused: boolean };

/**
 * What a user does to an element, but for its controls: pointers, keys and the wheel on its images, drops
 * and pastes. Of three planes, wheel and keys step through the one that the pointer was over last.
 */
export class UserInput implements ReactiveController, InputTarget {
  readonly #host: InputHost;
  readonly #viewport: Viewport;
  readonly #apply: (change: DicomChangeDetail) => void;
  readonly #drags = new Drags(this);
  readonly #dropAndPaste: DropAndPaste;
  #stage: HTMLElement | undefined;
  #pane = 0;

  /** `apply` does what the user asks for. */
  constructor(host: InputHost, viewport: Viewport, apply: (change: DicomChangeDetail) => void) {
    this.#host = host;
    this.#viewport = viewport;
    this.#apply = apply;
    host.addController(this);
    new Wheel(host, this, () => stageOf(host));
    this.#dropAndPaste = new DropAndPaste(host, (files) => {
      apply({ files: sortByPath(files) });
    });
  }

  hostUpdated(): void {
    if (!this.#stage) {
      this.#stage = stageOf(this.#host);
      this.#stage.addEventListener('pointerdown', this.#handlePointerDown);
      this.#stage.addEventListener('pointerover', this.#handlePointerOver);
      this.#stage.addEventListener('keydown', this.#handleKeyDown);
    }
  }

  hostDisconnected(): void {
    this.#drags.stop();
  }

  /** Whether files are held over the element. */
  get isDropTarget(): boolean {
    return this.#dropAndPaste.isOver;
  }

  /** The three planes on their canvases; none where there is only one image. */
  get planes(): CrosshairImage[] {
    return this.#viewport.displayed?.picture.images.filter(hasCrosshair) ?? [];
  }

  get state(): InputState | undefined {
    const { displayed, isOpening } = this.#viewport;
    if (!displayed || isOpening) {
      return undefined;
    }
    const asked = viewOf(this.#host);
    const view = this.#viewport.clamp(asked);
    const frameCount = this.#viewport.frameCount(asked);
    const { planes } = this;
    const plane = planes[this.#pane];
    return {
      study: displayed.study,
      frame: plane?.frame ?? clampIndex(view.frame, frameCount),
      frameCount: plane?.frameCount ?? frameCount,
      windowing: displayed.windowing(view),
      planes,
      paused: this.#host.paused,
    };
  }

  change(change: DicomChangeDetail): void {
    this.#apply(this.#ofPane(change));
  }

  valuesOf(change: DicomChangeDetail): DicomChangeDetail {
    const names = Object.keys(change) as (keyof DicomChangeDetail & keyof InputHost)[];
    return Object.fromEntries(names.map((name) => [name, this.#host[name]]));
  }

  /** Shows a frame of one of the images, as a slider asks: from what is painted. */
  step(frame: number, index: number): void {
    const image = this.planes[index];
    this.#apply(
      image ? { crosshair: movedBy(image.crosshair, image, frame - image.frame) } : { frame },
    );
  }

  readonly #handlePointerDown = (event: PointerEvent): void => {
    const target = event.target as Element;
    const stage = event.currentTarget as HTMLElement;
    const grasped = target.closest('.grasp');
    // A finger scrolls the page unless the image has focus; a grasped line moves at once.
    const isScroll = event.pointerType === 'touch' && !grasped && !stage.matches(':focus');
    if (event.button !== 0 || isScroll) {
      return;
    }
    const pane = paneOf(target);
    const crosshair = target.closest('.crosshair');
    if (grasped && crosshair) {
      const name = grasped.matches('.handle') ? 'turn-crosshair' : 'move-crosshair';
      this.#drags.begin(event, crosshair, tools[name], pane);
    } else if (isOnImage(event)) {
      this.#drags.begin(event, stage, tools.window, pane);
    }
  };

  readonly #handlePointerOver = (event: PointerEvent): void => {
    const target = event.target as Element;
    this.#pane = target.closest('.pane') ? paneOf(target) : this.#pane;
  };

  readonly #handleKeyDown = (event: KeyboardEvent): void => {
    const { state } = this;
    const change = state && isOnImage(event) ? changeByKey(event, state) : undefined;
    if (!change) {
      return;
    }
    event.preventDefault();
    const isHeldSpace = event.repeat && 'paused' in change;
    if (!isHeldSpace) {
      this.change(change);
    }
  };

  /** A change of the frame as one of the crosshair, if the frame is one of three planes. */
  #ofPane({ frame, ...change }: DicomChangeDetail): DicomChangeDetail {
    const image = this.planes[this.#pane];
    if (frame === undefined || !image) {
      return frame === undefined ? change : { ...change, frame };
    }
    // From where it will be once all is painted: a wheel may be faster than that.
    const asked = this.#host.crosshair;
    const isPainted = this.#viewport.displayed?.request.view.crosshair === (asked ?? null);
    const { center, axes } = (isPainted ? undefined : asked) ?? image.crosshair;
    return { ...change, crosshair: movedBy({ center, axes }, image, frame - image.frame) };
  }
}

function stageOf(host: InputHost): HTMLElement {
  const stage = host.shadowRoot?.querySelector<HTMLElement>('.stage');
  if (!stage) {
    throw new Error('The element is not rendered yet.');
  }
  return stage;
}

/** Which of the images a place on the stage belongs to, from 0. */
function paneOf(target: Element): number {
  const pane = target.closest('.pane');
  return Math.max([...(pane?.parentElement?.querySelectorAll('.pane') ?? [])].indexOf(pane!), 0);
}

/** Whether an event is the image's own, not one of a button or a message on it. */
function isOnImage(event: Event): boolean {
  const target = event.target as Element;
  return target === event.currentTarget || target.matches('canvas, .pane');
}
