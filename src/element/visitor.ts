import { paneSizeOf } from '../display/pane-size.js';
import type { Viewport } from '../display/viewport.js';
import { emit, type DicomChangeDetail } from '../events.js';
import { sortByPath } from '../source/files/named-file.js';
import { initialView } from '../view/initial.js';
import { zoomOneToOne } from '../view/placement.js';
import type { ViewerProperties } from '../viewer-properties.js';
import type { AskedSource } from './asked-source.js';
import { UserChanges } from './user-changes.js';

/** What a visitor changes for the current source only. */
const passingProperties = [
  ...(Object.keys(initialView) as (keyof typeof initialView)[]),
  'fps' as const,
  'paused' as const,
];

/** What a visitor does with an element: changes of its properties, which the page is told of. */
export class Visitor {
  readonly #element: ViewerProperties;
  readonly #viewport: Viewport;
  readonly #source: AskedSource;
  readonly #noteChange: (change: DicomChangeDetail) => void;
  readonly #changes: UserChanges<ViewerProperties>;

  /** `noteChange` is called for each change, before the page is told of it. */
  constructor(
    element: ViewerProperties,
    viewport: Viewport,
    source: AskedSource,
    noteChange: (change: DicomChangeDetail) => void,
  ) {
    this.#element = element;
    this.#viewport = viewport;
    this.#source = source;
    this.#noteChange = noteChange;
    this.#changes = new UserChanges(element, passingProperties);
  }

  /** Changes properties, and says so. */
  readonly apply = (change: DicomChangeDetail): void => {
    this.#changes.apply(change);
    this.#noteChange(change);
    emit(this.#element, 'dicom-change', change);
  };

  /** Shows a frame that is played: a new source starts where the page wants it. */
  readonly play = (frame: number): void => {
    this.#changes.apply({ frame });
  };

  /** Shows everything as the page asked; done when another source comes. */
  restore(): void {
    this.#changes.restore();
  }

  /** Shows everything as at first. */
  reset(): void {
    this.apply({ ...initialView });
    this.#viewport.middleStart.reset();
  }

  /** Gives the element the whole screen, or gives that back. */
  readonly toggleFullScreen = (): void => {
    const { ownerDocument } = this.#element;
    void (ownerDocument.fullscreenElement
      ? ownerDocument.exitFullscreen()
      : this.#element.requestFullscreen());
  };

  /** Shows a pixel of the image on each pixel of the screen. */
  showOneToOne(): void {
    const image = this.#viewport.displayed?.image;
    const pane = this.#element.renderRoot.querySelector<HTMLElement>('.pane');
    if (image && pane) {
      this.apply({ zoom: zoomOneToOne(image, paneSizeOf(pane), devicePixelRatio) });
    }
  }

  /** Shows a visitor's files; where they can't be, what was there stays. */
  readonly receiveFiles = (files: File[]): void => {
    this.#viewport.reveal();
    const sorted = sortByPath(files);
    const view = Object.fromEntries(passingProperties.map((name) => [name, this.#element[name]]));
    this.#source.tryFiles(sorted, () => {
      this.#changes.apply(view);
    });
    this.apply({ files: sorted });
  };
}
