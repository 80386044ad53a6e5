import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';

import type { Annotation } from './annotations/annotation.js';
import { optionalNumber, optionalText } from './attributes.js';
import type { LocalFiles } from './events.js';
import type { Fetcher } from './network/fetch.js';
import type { Crosshair, PlaneName } from './protocol/messages.js';
import type { LayerState } from './view/layer-state.js';

/** The element's properties that a page sets, and their attributes. */
export abstract class ViewerProperties extends LitElement {
  /**
   * The URL, also of `blob:` and `data:`, of a DICOM file, a zip or gzip of them, or a DICOMDIR beside
   * its files; or that of a DICOMweb study, series or instance (PS3.18), which ends in `/studies/UID`, `/series/UID` or
   * `/instances/UID`. Set to the same again, it is loaded anew.
   */
  @property({ reflect: true, converter: optionalText, hasChanged: () => true })
  src: string | undefined;

  /** Which series is shown where the source holds several, from 0; out of range is clamped. */
  @property({ type: Number, reflect: true, useDefault: true }) series = 0;

  /** The frame, or the slice of a series, that is shown, from 0; out of range is clamped. */
  @property({ type: Number, reflect: true, useDefault: true, hasChanged: () => true }) frame = 0;

  /** The window's center in modality units; undefined for the file's own. */
  @property({ attribute: 'window-center', reflect: true, converter: optionalNumber })
  windowCenter: number | undefined;

  /** The window's width in modality units, from 1; undefined for the file's own. */
  @property({ attribute: 'window-width', reflect: true, converter: optionalNumber })
  windowWidth: number | undefined;

  /** Which of the file's VOI LUTs and windows: an index from 0, or its explanation. */
  @property({ reflect: true, converter: optionalText }) voi: string | number | undefined;

  /**
   * A window by name: of CT `brain`, `stroke`, `subdural`, `bone`, `soft-tissue`, `mediastinum`, `lung`, `abdomen`,
   * `liver`, `spine` or `angio`; of any modality `auto` (from the 1st to the 99th percentile of the values) and `full`.
   */
  @property({ reflect: true, converter: optionalText }) preset: string | undefined;

  /** Pseudo-colour for monochrome images: one of `colormaps`. */
  @property({ reflect: true, useDefault: true }) colormap = 'gray';

  /** Whether the gray ramp is inverted after windowing; colour images are left alone. */
  @property({ type: Boolean, reflect: true }) invert = false;

  /** A plane through the volume of a series, or `mpr` for all three; undefined for frames as stored. */
  @property({ reflect: true, converter: optionalText }) plane: PlaneName | 'mpr' | undefined;

  /** How thick planes are, in mm. */
  @property({ type: Number, reflect: true, useDefault: true }) slab = 0;

  /** What becomes of the planes of a slab. */
  @property({ reflect: true, useDefault: true }) projection: 'mean' | 'max' | 'min' = 'mean';

  /** Where the three planes cross, and how they are turned; undefined for the volume's middle. */
  @property({ attribute: false }) crosshair: Crosshair | undefined;

  /** How large the image is; 1 where it fits its pane. */
  @property({ type: Number, reflect: true, useDefault: true }) zoom = 1;

  /** By how many degrees the image is turned clockwise: 0, 90, 180 or 270. */
  @property({ type: Number, reflect: true, useDefault: true }) rotation = 0;

  /** Whether the image is mirrored left to right, after it is turned. */
  @property({ type: Boolean, reflect: true }) flip = false;

  /**
   * The point in the middle of the pane, `[x, y]` in pixels of the image, `[0, 0]` being its top left corner; kept
   * inside the image. Undefined for the image's own middle.
   */
  @property({ attribute: false }) center: readonly [x: number, y: number] | undefined;

  /** How the page scales the canvas. */
  @property({ reflect: true, useDefault: true }) interpolation: 'smooth' | 'pixelated' = 'smooth';

  /** Whether the file's own overlay planes and display shutter are shown, above the canvas. */
  @property({ reflect: true, useDefault: true }) overlays: 'on' | 'off' = 'on';

  /** Whether layers are shown above the images: segmentations, dose, a second series, what a pipeline makes. */
  @property({ reflect: true, useDefault: true }) layers: 'on' | 'off' = 'on';

  /**
   * The layers above the images, from the lowest up: plain data, that can be changed, saved and set again. What is set is
   * taken by `id`, also of layers that are still to come; what it leaves out stays as it is.
   */
  @property({ attribute: false }) layerList: readonly LayerState[] = [];

  /** Whether the frames of a new source are played, unless the user prefers reduced motion. */
  @property({ type: Boolean, reflect: true }) autoplay = false;

  /** Whether playing goes on after the last frame, as the file asks: from the first or backwards. */
  @property({ type: Boolean, reflect: true }) loop = false;

  /** How many frames are played in a second; undefined for the file's own timing. */
  @property({ reflect: true, converter: optionalNumber }) fps: number | undefined;

  /**
   * What the primary pointer does: `window`, `pan`, `zoom`, `scroll`, `crosshair`, `select`, or the type of the marks that
   * it draws. Undefined for `window` where there are controls; without them, the image is one that only the page changes.
   */
  @property({ reflect: true, converter: optionalText }) tool: string | undefined;

  /** Which tools the tool bar offers: their names, apart by spaces; undefined for all that make sense for what is shown. */
  @property({ reflect: true, converter: optionalText }) tools: string | undefined;

  /** Whether the sliders and the tool bar are shown. */
  @property({ type: Boolean, reflect: true }) controls = false;

  /** Whether the info panel is shown. */
  @property({ type: Boolean, reflect: true }) info = false;

  /** Which part of the info panel is open; `pipeline` is there where the element has one. */
  @property({ attribute: 'info-tab', reflect: true, useDefault: true })
  infoTab: 'summary' | 'tags' | 'pipeline' = 'summary';

  /** Whether the corners say whose image it is, its series, the window, the zoom and the position. */
  @property({ type: Boolean, attribute: 'corner-text', reflect: true }) cornerText = false;

  /**
   * Whether nothing that may identify a person is shown: what the Basic Profile of PS3.15 Table E.1-1 removes, empties
   * or replaces.
   */
  @property({ type: Boolean, attribute: 'hide-identity', reflect: true }) hideIdentity = false;

  /** The width and the height of the image, of which only the ratio counts: the room that is kept until it is there. */
  @property({ reflect: true, converter: optionalNumber }) width: number | undefined;
  /** The other half of the ratio. */
  @property({ reflect: true, converter: optionalNumber }) height: number | undefined;

  /**
   * The marks on the images: plain data, that can be saved and set again. What is set is checked, and what is no mark is
   * left out, with a warning; `measurement` is added to those that are seen. Set another array to change it.
   */
  @property({ attribute: false }) annotations: readonly Annotation[] = [];

  /** The URL of JSON with the marks to begin with. */
  @property({ attribute: 'annotations-src', reflect: true, converter: optionalText })
  annotationsSrc: string | undefined;

  /** Whether a visitor may add, change and remove marks. */
  @property({ type: Boolean, reflect: true }) editable = false;

  /**
   * A name: viewers of one name step, zoom, pan and move their crosshairs together, by the place in the patient where
   * their files share a frame of reference, else by index; each shows where the images of the others cut its own.
   */
  @property({ reflect: true, converter: optionalText }) link: string | undefined;

  /**
   * The page author's own Python: the URL of a file with `#name` of a function, or only `#name` of one in a child
   * `<script type="text/x-python">`; see docs/pipelines.md.
   */
  @property({ reflect: true, converter: optionalText }) pipeline: string | undefined;

  /** Values of the pipeline's parameters by name; what it doesn't name has its default. */
  @property({ type: Object }) parameters: Readonly<Record<string, unknown>> = {};

  /** How many seconds the pipeline may bring nothing before it is ended; undefined for 10. */
  @property({ attribute: 'pipeline-timeout', reflect: true, converter: optionalNumber })
  pipelineTimeout: number | undefined;

  /** The URL of a folder with the packages of pipelines that `dist/packages/` lacks; see docs/pipelines.md. */
  @property({ attribute: 'package-index', reflect: true, converter: optionalText })
  packageIndex: string | undefined;

  /** What a screen reader says of the image. */
  @property({ reflect: true, converter: optionalText }) alt: string | undefined;

  /** Whether the source and the runtime are fetched at once, or once the element is near what is seen of the page. */
  @property({ reflect: true, useDefault: true }) loading: 'eager' | 'lazy' = 'eager';

  /** Whether the source and the runtime are fetched without being asked for, or once a visitor asks for the image. */
  @property({ reflect: true, useDefault: true }) reveal: 'auto' | 'interaction' = 'auto';

  /** The URL of a picture that is in the image's place until that is there. */
  @property({ reflect: true, converter: optionalText }) poster: string | undefined;

  /** Whether `src` is fetched from other origins with credentials. */
  @property({ attribute: 'crossorigin', reflect: true, useDefault: true })
  crossOrigin: 'anonymous' | 'use-credentials' = 'anonymous';

  /**
   * What fetches the source instead of the page's `fetch`, for each request with its `Request`: set it before `src`.
   *
   * @example
   * viewer.fetch = (request) => {
   *   request.headers.set('authorization', `Bearer ${token}`);
   *   return fetch(request);
   * };
   */
  @property({ attribute: false }) fetch: Fetcher | undefined;

  /** Local data to show instead of `src` and `<source>` children. */
  @property({ attribute: false }) files: LocalFiles | undefined;

  /** Whether the frames stand still; `play()` and `pause()` set it, and the end of what is played. */
  @property({ attribute: false }) paused = true;
}
