import type { ViewState } from '../../src/protocol/messages.js';

/** The view of a source that nobody has changed. */
export const storedView: ViewState = {
  series: 0,
  frame: 0,
  windowCenter: null,
  windowWidth: null,
  voi: null,
  preset: null,
  colormap: 'gray',
  invert: false,
  plane: null,
  slab: 0,
  projection: 'mean',
  crosshair: null,
  processed: null,
};
