import type { Viewport } from '../display/viewport.js';
import { defaultTool } from '../input/pressed-tool.js';
import { planesOf } from '../view/crosshair.js';
import { clampIndex, planeChoice, voiChoice, voiIndex } from '../view/view.js';
import type { ViewProperties } from '../view/view-properties.js';
import type { DicomGeometry, VoiSummary } from '../metadata.js';
import type { PictureImage, SeriesOutline, ViewState } from '../protocol/messages.js';
import { rotationOf } from '../view/placement.js';
import { chosenWindow } from '../view/presets.js';
import type { CrosshairImage } from '../view/crosshair.js';
import type { Windowing } from '../view/view.js';
import type { BroughtPanel } from './layers-panel.js';

/** What of an element can be saved. */
interface SavableState {
  /** Whether the untouched file may be: it may say whose image it is. */
  file: boolean;
  /** Whether frames follow each other. */
  clip: boolean;
  /** Whether there are marks. */
  annotations: boolean;
}

/** The values that the controls show. */
export interface ControlsState {
  /** The frame that is shown, of how many. */
  frame: number;
  frameCount: number;
  series: readonly SeriesOutline[];
  chosenSeries: number;
  /** The three planes; none where there is one image. */
  planes: readonly CrosshairImage[];
  /** The image that is shown, or the first of three. */
  image: PictureImage | undefined;
  /** How many slices are still to come; undefined where all are there. */
  awaited: number | undefined;
  /** Whether the frames stand still. */
  paused: boolean;
  /** How many frames are played in a second; undefined where that is left to the file. */
  fps: number | undefined;
  /** Of the volume, if there is one. */
  geometry: DicomGeometry | null | undefined;
  plane: ViewState['plane'];
  /** The slab's thickness in mm; undefined where no plane is shown. */
  slab: number | undefined;
  projection: string;
  /** Undefined where no window applies. */
  windowing: Windowing | undefined;
  /** Whether pseudo-colour and inversion apply. */
  isMonochrome: boolean;
  modality: string;
  voi: readonly VoiSummary[];
  /** The key of the window in force, see `windowChoices`. */
  chosenWindow: string;
  colormap: string;
  invert: boolean;
  /** Whether overlays and shutters are shown; undefined where there are none. */
  overlays: boolean | undefined;
  /** The list of layers; undefined where there are none. */
  layers: BroughtPanel | undefined;
  /** What the info panel shows; undefined while it is closed. */
  openInfo: 'information' | 'pipeline' | undefined;
  /** The change that opens the info panel with what isn't the pipeline's. */
  toInformation: { info: true; infoTab?: 'summary' };
  hasPipeline: boolean;
  /** Whether a visitor may draw marks. */
  isEditable: boolean;
  /** The tool of the primary pointer. */
  tool: string;
  /** Whether the page wants a tool to be offered. */
  offers: (tool: string) => boolean;
  rotation: number;
  flip: boolean;
  interpolation: 'smooth' | 'pixelated';
  savable: SavableState;
  /** How what was to be saved or copied goes. */
  message: string;
}

/** The element's properties that the controls show. */
export interface ControlledProperties extends ViewProperties {
  overlays: 'on' | 'off';
  info: boolean;
  infoTab: string;
  paused: boolean;
  fps: number | undefined;
  tool: string | undefined;
  tools: string | undefined;
  hideIdentity: boolean;
  annotations: readonly unknown[];
  editable: boolean;
  rotation: number;
  flip: boolean;
  interpolation: 'smooth' | 'pixelated';
}

/** The values that the controls show of an element. */
export function controlsState(
  properties: ControlledProperties,
  viewport: Viewport,
  message: string,
  layers: BroughtPanel | undefined,
  hasPipeline: boolean,
): ControlsState {
  const { displayed, study, description, view, frameCount: known } = viewport;
  const {
    plane,
    colormap,
    invert,
    overlays,
    info,
    infoTab,
    paused,
    fps,
    tool,
    tools,
    flip,
    interpolation,
    hideIdentity,
    editable,
  } = properties;
  const untitled = study?.series.map((each) => ({ ...each, title: '' })) ?? [];
  const choices = description?.summary.voi ?? [];
  const offered = tools?.split(/[\s,]+/);
  // While another plane is asked for, those of the one that is still shown.
  const frameCount = known || (displayed?.image.frameCount ?? 0);
  const planes = planesOf(displayed?.picture.images);
  const count = planes[0]?.frameCount ?? frameCount;
  const isOfPipeline = hasPipeline && infoTab === 'pipeline';
  return {
    series: hideIdentity ? untitled : (study?.series ?? []),
    chosenSeries: view.series,
    frame: clampIndex(view.frame ?? 0, frameCount),
    frameCount,
    planes,
    image: displayed?.image,
    awaited: awaitedOf(viewport),
    geometry: description?.geometry,
    plane: planeChoice(plane),
    slab: displayed?.image.plane ? view.slab : undefined,
    projection: view.projection,
    paused,
    fps,
    windowing: displayed?.windowing(view),
    isMonochrome: description?.summary.photometricInterpretation.startsWith('MONOCHROME') ?? false,
    voi: choices,
    chosenWindow: chosenWindow(
      properties,
      voiIndex(voiChoice(properties.voi), choices),
      choices.length,
    ),
    modality: description?.summary.modality ?? '',
    colormap,
    invert,
    overlays: displayed?.picture.hasLayer ? overlays !== 'off' : undefined,
    layers,
    openInfo: !info ? undefined : isOfPipeline ? 'pipeline' : 'information',
    toInformation: { info: true, ...(isOfPipeline && { infoTab: 'summary' }) },
    hasPipeline,
    isEditable: editable,
    tool: tool ?? defaultTool(matchMedia('(pointer: coarse)').matches, count),
    offers: (name) => offered?.includes(name) ?? true,
    rotation: rotationOf(properties.rotation),
    flip,
    interpolation,
    savable: {
      file: !hideIdentity,
      clip: frameCount > 1 && planes.length === 0,
      annotations: properties.annotations.length > 0,
    },
    message,
  };
}

/** How many slices are still to come while a source loads whose files are slices of one series. */
function awaitedOf({ progress, study, description, frameCount }: Viewport): number | undefined {
  const { fileCount } = progress ?? {};
  const isSeries = study?.series.length === 1 && description?.summary.frameCount === 1;
  return fileCount !== undefined && isSeries ? Math.max(fileCount - frameCount, 0) : undefined;
}
