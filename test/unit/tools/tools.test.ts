import { expect } from 'chai';

import { tools } from '../../../src/tools/tools.js';
import type { CrosshairImage } from '../../../src/view/crosshair.js';

/** An axial plane of 100 × 50 pixels of 2 mm. */
const axial: CrosshairImage = {
  pixels: new ArrayBuffer(0),
  rows: 50,
  columns: 100,
  pixelAspectRatio: 1,
  frame: 0,
  frameCount: 1,
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

const windowing = {
  window: { windowCenter: 40, windowWidth: 400 },
  range: [0, 1000],
  leastWidth: 1,
} as const;

describe('the window tool', () => {
  const drag = tools.window({ windowing, planes: [] }, 0);

  it('widens the window by the whole range across the whole image', () => {
    const change = drag?.({ x: 0, y: 0 }, { x: 1, y: 0 });
    expect(change).to.deep.equal({ windowCenter: 40, windowWidth: 1400 });
  });

  it('raises the center by the whole range down the whole image', () => {
    const change = drag?.({ x: 0, y: 0 }, { x: 0, y: 1 });
    expect(change).to.deep.equal({ windowCenter: 1040, windowWidth: 400 });
  });

  it('does nothing where no window applies', () => {
    expect(tools.window({ windowing: undefined, planes: [] }, 0)).to.equal(undefined);
  });
});

describe('the tools of the crosshair', () => {
  const state = { windowing, planes: [axial] };

  it('move it by as many pixels of the plane as the pointer', () => {
    const change = tools['move-crosshair'](state, 0)?.({ x: 0.5, y: 0.1 }, { x: 0.6, y: 0.16 });
    expect(change?.crosshair?.center.map(Math.round)).to.deep.equal([119, 55, 7]);
    expect(change?.crosshair?.axes).to.deep.equal(axial.crosshair.axes);
  });

  it('turn it with a handle about its point', () => {
    const change = tools['turn-crosshair'](state, 0)?.({ x: 0.75, y: 0.5 }, { x: 0.5, y: 1 });
    const [[x, y] = []] = change?.crosshair?.axes ?? [];
    expect([x, y]).to.satisfy(([a = NaN, b = NaN]) => Math.abs(a) < 1e-9 && Math.abs(b - 1) < 1e-9);
    expect(change?.crosshair?.center).to.deep.equal(axial.crosshair.center);
  });

  it('do nothing where there is no crosshair', () => {
    expect(tools['move-crosshair'](state, 1)).to.equal(undefined);
    expect(tools['turn-crosshair']({ windowing, planes: [] }, 0)).to.equal(undefined);
  });
});
