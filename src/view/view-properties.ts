import type { CrosshairChoice, PlaneName, ViewState } from '../protocol/messages.js';
import { clampIndex, finiteOrNull, planeChoice, voiChoice } from './view.js';

/** The element's properties that say what is asked for, which a page may set to anything. */
export interface ViewProperties {
  series: number;
  frame: number;
  windowCenter: number | undefined;
  windowWidth: number | undefined;
  voi: string | number | undefined;
  preset: string | undefined;
  colormap: string;
  invert: boolean;
  plane: PlaneName | 'mpr' | undefined;
  slab: number;
  projection: 'mean' | 'max' | 'min';
  crosshair: CrosshairChoice | undefined;
}

/** The view that the properties ask for; a plane alone may be the one in the middle, whatever `frame` is. */
export function viewOf(properties: ViewProperties, startsInMiddle: boolean): ViewState {
  const { colormap, invert, projection } = properties;
  const plane = planeChoice(properties.plane);
  const isMiddle = startsInMiddle && plane !== null && plane !== 'mpr';
  return {
    series: clampIndex(properties.series, 0),
    frame: isMiddle ? null : clampIndex(properties.frame, 0),
    windowCenter: finiteOrNull(properties.windowCenter),
    windowWidth: finiteOrNull(properties.windowWidth),
    voi: voiChoice(properties.voi),
    preset: properties.preset ?? null,
    colormap,
    invert,
    plane,
    slab: Math.max(finiteOrNull(properties.slab) ?? 0, 0),
    projection,
    crosshair: properties.crosshair ?? null,
    processed: null,
  };
}
