/** An element on the page that shows an image on its stage, for tests of the input alone. */

import type { ReactiveController } from 'lit';

import type { DisplayedImage } from '../../../src/display/displayed.js';
import type { DicomChangeDetail } from '../../../src/events.js';
import { english } from '../../../src/languages/english.js';
import type { InputElement, InputHost, InputViewport } from '../../../src/input/input-host.js';
import type { PictureImage, ViewState } from '../../../src/protocol/messages.js';
import { initialPlacement } from '../../../src/view/placement.js';
import type { Windowing } from '../../../src/view/view.js';
import type { Tool } from '../../../src/tools/tool.js';
import { storedView } from '../stored-view.js';

/** What is shown: frame 5 of 40, each of 100 × 50 pixels. */
export interface ShownState {
  study: object;
  images: PictureImage[];
  windowing: Windowing | undefined;
  /** Undefined where the view that is asked for is painted. */
  paintedView?: ViewState;
}

const storedFrame: PictureImage = {
  pixels: new ArrayBuffer(0),
  rows: 50,
  columns: 100,
  pixelAspectRatio: 1,
  frame: 5,
  frameCount: 40,
  edges: null,
  plane: null,
  grid: null,
  crosshair: null,
};

type Mutable<Element> = { -readonly [Name in keyof Element]: Element[Name] };

const summary = {
  voi: [{ kind: 'window', explanation: '', center: 40, width: 400 }],
  modality: 'MR',
  photometricInterpretation: 'MONOCHROME2',
};

export class InputPage implements InputHost {
  readonly changes: DicomChangeDetail[] = [];
  /** The tools of what has a mark, by where the pointer is. */
  readonly toolsOfMarks = new Map<EventTarget | null, Tool>();
  readonly received: File[][] = [];
  readonly captured: number[] = [];
  readonly stage: HTMLElement;
  readonly panes: HTMLElement[];
  readonly element: Mutable<InputElement>;
  readonly language = english;
  resets = 0;
  helps = 0;
  fullScreens = 0;
  view = { ...storedView, frame: 5 };
  frameCount = 40;
  /** Undefined while nothing is shown. */
  shown: ShownState | undefined = {
    study: {},
    images: [storedFrame],
    windowing: { window: { windowCenter: 40, windowWidth: 400 }, range: [0, 1000], leastWidth: 1 },
  };
  readonly #controllers: ReactiveController[] = [];

  /** The stage is 200 × 100 CSS pixels; so is the canvas of each pane. */
  constructor(paneCount = 1) {
    const element = document.createElement('div');
    const renderRoot = element.attachShadow({ mode: 'open' });
    const box = 'position: absolute; left: 0; top: 0; width: 200px; height: 100px';
    const pane = `<div class="pane" style="${box}"><div class="picture" style="${box}"><canvas></canvas></div></div>`;
    renderRoot.innerHTML = `
      <div class="stage" tabindex="0" style="${box}">
        ${pane.repeat(paneCount)}
        <button>A message above the image</button>
      </div>`;
    element.style.cssText = 'position: fixed; left: 0; top: 0';
    document.body.append(element);
    this.element = Object.assign(element, {
      renderRoot,
      paused: true,
      autoplay: false,
      invert: false,
      controls: false,
      tool: 'window',
      ...initialPlacement,
      addController: (controller: ReactiveController) => this.#controllers.push(controller),
      removeController: () => undefined,
      requestUpdate: () => undefined,
      updateComplete: Promise.resolve(true),
    });
    this.stage = renderRoot.firstElementChild as HTMLElement;
    this.panes = [...renderRoot.querySelectorAll<HTMLElement>('.pane')];
    // The browser captures only pointers that a hand holds.
    this.stage.setPointerCapture = (id) => this.captured.push(id);
  }

  get viewport(): InputViewport {
    const { shown, view, frameCount } = this;
    const operable = shown && {
      study: shown.study,
      request: { view: shown.paintedView ?? view },
      image: shown.images[0],
      picture: { images: shown.images, metadata: { summary } },
      windowing: () => shown.windowing,
    };
    return { operable: operable as unknown as DisplayedImage | undefined, view, frameCount };
  }

  applyUserChange(change: DicomChangeDetail): void {
    this.changes.push(change);
  }

  markToolAt(target: EventTarget | null): Tool | undefined {
    return this.toolsOfMarks.get(target);
  }

  receiveFiles(files: File[]): void {
    this.received.push(files);
  }

  reset(): void {
    this.resets += 1;
  }

  toggleFullScreen(): void {
    this.fullScreens += 1;
  }

  showHelp(): void {
    this.helps += 1;
  }

  /** Connects what listens to the element. */
  connect(): void {
    for (const controller of this.#controllers) {
      controller.hostConnected?.();
    }
  }

  disconnect(): void {
    for (const controller of this.#controllers) {
      controller.hostDisconnected?.();
    }
    this.element.remove();
  }
}
