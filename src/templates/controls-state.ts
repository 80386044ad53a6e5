import type { Viewport } from '../display/viewport.js';
import { planesOf } from '../view/crosshair.js';
import { clampIndex, planeChoice, voiChoice, voiIndex } from '../view/view.js';
import type { ViewProperties } from '../view/view-properties.js';
import type { ControlsState } from './controls.js';

/** The element's properties that the controls show. */
interface ControlledProperties extends ViewProperties {
  overlays: 'on' | 'off';
  info: boolean;
  paused: boolean;
}

/** The values that the controls show of an element. */
export function controlsState(
  { plane, voi, colormap, invert, overlays, info, paused }: ControlledProperties,
  { displayed, study, metadata, view, frameCount }: Viewport,
): ControlsState {
  const choices = metadata?.summary.voi ?? [];
  return {
    series: study?.series ?? [],
    chosenSeries: view.series,
    frame: clampIndex(view.frame, frameCount),
    frameCount,
    planes: planesOf(displayed?.picture.images),
    geometry: metadata?.geometry,
    plane: planeChoice(plane),
    slab: displayed?.image.plane ? view.slab : undefined,
    projection: view.projection,
    paused,
    windowing: displayed?.windowing(view),
    isMonochrome: metadata?.summary.photometricInterpretation.startsWith('MONOCHROME') ?? false,
    voi: choices,
    chosenVoi: voiIndex(voiChoice(voi), choices),
    colormap,
    invert,
    overlays: displayed?.picture.hasLayer ? overlays !== 'off' : undefined,
    info,
  };
}
