import { initialPlacement } from './placement.js';

/** The view and the placement of a source that nobody has changed. */
export const initialView = {
  series: 0,
  frame: 0,
  windowCenter: undefined,
  windowWidth: undefined,
  voi: undefined,
  preset: undefined,
  crosshair: undefined,
  ...initialPlacement,
} as const;
