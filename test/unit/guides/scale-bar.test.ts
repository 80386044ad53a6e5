import { expect } from 'chai';

import { pixelsPerMillimetre, roundLength } from '../../../src/guides/scale-bar.js';
import type { Picture, PictureImage } from '../../../src/protocol/messages.js';
import { initialPlacement, placementOf } from '../../../src/view/placement.js';
import { axialPlane } from '../axial-plane.js';

/** 100 × 50 pixels. */
const stored: PictureImage = { ...axialPlane, plane: null, grid: null, crosshair: null };
const size = { width: 400, height: 300 };

function scaleOf(
  image: PictureImage,
  known: object,
  placement: Partial<Parameters<typeof placementOf>[0]> = {},
): number | undefined {
  const metadata = { geometry: null, ...known, all: known } as unknown as Picture['metadata'];
  const placed = placementOf({ ...initialPlacement, ...placement }, image);
  return pixelsPerMillimetre({ image, metadata, placement: placed, size }, size);
}

/** *Pixel Spacing*, of rows first. */
function spacing(rows: number, columns: number) {
  return { '00280030': { vr: 'DS', Value: [rows, columns] } };
}

describe('the length of a scale bar', () => {
  it('is 1, 2 or 5 times a power of ten, the greatest that there is room for', () => {
    const lengths = [0.0034, 0.3, 0.99, 1, 1.9, 2, 4.99, 5, 9.9, 10, 37, 60, 199, 2500];
    expect(lengths.map(roundLength)).to.deep.equal([
      ...[0.002, 0.2, 0.5, 1, 1, 2, 2, 5, 5, 10, 20, 50, 100, 2000],
    ]);
  });
});

describe('the scale of an image in its pane', () => {
  it('is known by the spacing of its pixels', () => {
    // 100 × 50 pixels of 0.5 mm fill the width of 400 CSS pixels: 4 of them a pixel.
    expect(scaleOf(stored, spacing(0.5, 0.5))).to.equal(8);
    expect(scaleOf(stored, spacing(0.5, 0.5), { zoom: 3 })).to.equal(24);
  });

  it('is unknown without one', () => {
    expect(scaleOf(stored, {})).to.equal(undefined);
    expect(scaleOf(stored, spacing(0, 0))).to.equal(undefined);
    expect(scaleOf(stored, { '00181164': { vr: 'DS', Value: [0.2, 0.2] } })).to.equal(undefined);
  });

  it('is that from left to right, also of an image that is turned', () => {
    // Turned, 100 pixels of 0.5 mm are as high as the pane: 3 CSS pixels each.
    expect(scaleOf(stored, spacing(0.5, 0.5), { rotation: 90 })).to.equal(6);
    expect(scaleOf(stored, spacing(0.5, 0.5), { rotation: 180, flip: true })).to.equal(8);
  });

  it('is the same both ways where pixels are not square', () => {
    // 1 mm wide and 2 mm high: 100 mm × 100 mm fill the height of 300 CSS pixels.
    const image = { ...stored, pixelAspectRatio: 0.5 };
    expect(scaleOf(image, spacing(2, 1))).to.equal(3);
    expect(scaleOf(image, spacing(2, 1), { rotation: 270 })).to.equal(3);
  });

  it('is known by the geometry of a stack, and by the grid of a plane', () => {
    const geometry = { spacing: [0.25, 0.25, 3] };
    expect(scaleOf(stored, { geometry })).to.equal(16);
    // A plane alone fits its pane by its own size; its pixels are of 2 mm.
    expect(scaleOf({ ...axialPlane, crosshair: null }, { geometry })).to.equal(2);
  });

  it('is one for three planes: that of the widest and the highest', () => {
    const geometry = {
      ...{ rows: 40, columns: 60, slices: 100, spacing: [2, 2, 3] },
      orientation: [1, 0, 0, 0, 1, 0],
    };
    // 59 × 2 + 2 mm wide, 99 × 3 + 3 mm high: 300 mm fill the height.
    expect(scaleOf(axialPlane, { geometry })).to.equal(1);
    expect(scaleOf(axialPlane, { geometry }, { zoom: 2.5 })).to.equal(2.5);
  });
});
