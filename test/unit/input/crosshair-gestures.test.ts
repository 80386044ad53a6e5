import { expect } from 'chai';

import type { CrosshairImage } from '../../../src/view/crosshair.js';
import { CrosshairGestures } from '../../../src/input/crosshair-gestures.js';
import type { Crosshair } from '../../../src/protocol/messages.js';

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

describe('gestures on the crosshair', () => {
  let study: object;
  let image: CrosshairImage | undefined;
  let changes: Crosshair[];
  let area: HTMLElement;
  let handle: HTMLElement;

  beforeEach(() => {
    study = {};
    image = axial;
    changes = [];
    const gestures = new CrosshairGestures({
      study: () => study,
      image: () => image,
      change: (crosshair) => changes.push(crosshair),
    });
    area = document.createElement('div');
    area.style.cssText = 'position: fixed; left: 0; top: 0; width: 200px; height: 100px';
    area.setPointerCapture = () => undefined; // the browser captures only what a hand holds
    handle = document.createElement('div');
    handle.className = 'handle';
    area.append(handle);
    area.addEventListener('pointerdown', (event) => {
      gestures.pointerDown(event, 0);
    });
    area.addEventListener('pointermove', gestures.pointerMove);
    area.addEventListener('pointerup', gestures.pointerUp);
    area.addEventListener('pointercancel', gestures.pointerUp);
    document.body.append(area);
  });
  afterEach(() => {
    area.remove();
  });

  function point(type: string, x: number, y: number, target = area, pointerId = 1): void {
    const init = { pointerId, clientX: x, clientY: y, bubbles: true };
    target.dispatchEvent(new PointerEvent(`pointer${type}`, init));
  }

  it('move it by as many pixels of the plane as the pointer', () => {
    point('down', 100, 10);
    point('move', 110, 16);
    point('move', 120, 16);
    expect(changes.map(({ center }) => center.map(Math.round))).to.deep.equal([
      [109, 55, 7],
      [119, 55, 7],
    ]);
  });

  it('turn it with a handle about its point', () => {
    point('down', 150, 50, handle);
    point('move', 100, 100, handle);
    const [[x, y] = []] = changes[0]?.axes ?? [];
    expect([x, y]).to.satisfy(([a = NaN, b = NaN]) => Math.abs(a) < 1e-9 && Math.abs(b - 1) < 1e-9);
    expect(changes[0]?.center).to.deep.equal(axial.crosshair.center);
  });

  it('end with the pointer, or when it is taken away', () => {
    for (const end of ['up', 'cancel']) {
      point('down', 100, 10);
      point(end, 100, 10);
      point('move', 110, 16);
    }
    expect(changes).to.be.empty;
  });

  it('leave other pointers alone', () => {
    point('down', 100, 10);
    point('move', 110, 16, area, 2);
    point('up', 110, 16, area, 2);
    point('move', 110, 10);
    expect(changes).to.have.length(1);
  });

  it('end when another source is shown', () => {
    point('down', 100, 10);
    study = {};
    point('move', 110, 16);
    expect(changes).to.be.empty;
  });

  it('are none where there is no crosshair', () => {
    image = undefined;
    point('down', 100, 10);
    point('move', 110, 16);
    expect(changes).to.be.empty;
  });
});
