import type { CrosshairImage } from '../../src/view/crosshair.js';

/** An axial plane of 100 × 50 pixels of 2 mm, 20 planes of 1 mm. */
export const axialPlane: CrosshairImage = {
  pixels: new ArrayBuffer(0),
  rows: 50,
  columns: 100,
  pixelAspectRatio: 1,
  frame: 7,
  frameCount: 20,
  edges: null,
  plane: 'axial',
  grid: {
    origin: [0, 0, 0],
    right: [1, 0, 0],
    down: [0, 1, 0],
    spacing: 2,
    forward: [0, 0, 1],
    step: 1,
    offsets: null,
  },
  crosshair: {
    center: [99, 49, 7],
    axes: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    x: 49.5,
    y: 24.5,
    lines: {},
  },
};
