import { expect } from 'chai';

import {
  firstFrameOf,
  hasCrosshair,
  moved,
  movedBy,
  planesExtent,
  planesOf,
  turned,
  type CrosshairImage,
} from '../../../src/view/crosshair.js';
import type { DicomGeometry } from '../../../src/metadata.js';

/** A coronal plane, of which the patient's left is right and the feet are down. */
const coronal: CrosshairImage = {
  pixels: new ArrayBuffer(0),
  rows: 20,
  columns: 30,
  pixelAspectRatio: 1,
  frame: 2,
  frameCount: 4,
  edges: null,
  plane: 'coronal',
  grid: {
    origin: [-10, 5, 40],
    right: [1, 0, 0],
    down: [0, 0, -1],
    spacing: 0.5,
    forward: [0, 1, 0],
    step: 1.5,
    offsets: null,
  },
  crosshair: {
    center: [0, 5, 35],
    axes: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    x: 20,
    y: 10,
    lines: {},
  },
};

const geometry: DicomGeometry = {
  rows: 21,
  columns: 29,
  slices: 13,
  spacing: [0.5, 0.75, 1.25],
  position: [0, 0, 0],
  orientation: [1, 0, 0, 0, 1, 0],
  plane: 'axial',
  tilt: 0,
  regular: true,
  missingSlices: [],
  offsets: null,
  frames: null,
};

describe('a crosshair', () => {
  it('is of planes of which there are three', () => {
    expect(hasCrosshair(coronal)).to.equal(true);
    expect(hasCrosshair({ ...coronal, crosshair: null })).to.equal(false);
    expect(hasCrosshair(undefined)).to.equal(false);
  });

  it('is in each of three planes, and in no other image', () => {
    expect(planesOf([coronal, coronal, coronal])).to.have.length(3);
    expect(planesOf([{ ...coronal, crosshair: null }])).to.be.empty;
    expect(planesOf(undefined)).to.be.empty;
  });

  it('moves with pixels of a plane', () => {
    const { center, axes } = moved(coronal, 4, 6);
    expect(center).to.deep.equal([2, 5, 32]);
    expect(axes).to.equal(coronal.crosshair.axes);
  });

  it('moves from plane to plane', () => {
    expect(movedBy(coronal.crosshair, coronal, -2).center).to.deep.equal([0, 2, 35]);
  });

  it('finds planes that are not equally far apart', () => {
    const irregular = { ...coronal, grid: { ...coronal.grid, offsets: [0, 1, 6, 7] } };
    const after = (center: [number, number, number], planes: number) =>
      movedBy({ ...coronal.crosshair, center }, irregular, planes).center[1];
    expect(after([0, 5, 35], 1)).to.equal(6);
    expect(after([0, 5, 35], -1)).to.equal(0);
    expect(after([0, 5, 35], 9)).to.equal(6);
    expect(after([0, 5, 35], -9)).to.equal(-1);
    // beside a plane, and elsewhere than on the canvas
    expect(after([0, 4.2, 35], -1)).to.equal(0);
    expect(after([0, 0.3, 35], 1)).to.equal(5);
  });

  it('turns clockwise as its plane is seen', () => {
    const [x, y, z] = turned(coronal, Math.PI / 2).axes;
    const expected = [
      [0, 0, -1],
      [0, 1, 0],
      [1, 0, 0],
    ];
    [x, y, z].forEach((axis, row) => {
      axis.forEach((coordinate, column) => {
        expect(coordinate).to.be.closeTo(expected[row]?.[column] ?? NaN, 1e-12);
      });
    });
  });
});

describe('the room of three planes', () => {
  it('is that of the widest and the highest, in mm', () => {
    // 29 columns of 0.5 mm, 21 rows of 1 mm, 13 slices of 3 mm: from left to right, front to back, feet to head.
    const volume = { ...geometry, columns: 29, rows: 21, slices: 13 };
    const spacing = [0.5, 1, 3] satisfies DicomGeometry['spacing'];
    expect(planesExtent({ ...volume, spacing })).to.deep.equal({ width: 21, height: 39 });
  });

  it('is found in any orientation', () => {
    const orientation = [0, 1, 0, 0, 0, -1] satisfies DicomGeometry['orientation'];
    const volume = { ...geometry, columns: 29, rows: 21, slices: 13, orientation };
    const spacing = [0.5, 1, 3] satisfies DicomGeometry['spacing'];
    // 39 mm from left to right, 14.5 mm from front to back, 21 mm from feet to head
    expect(planesExtent({ ...volume, spacing })).to.deep.equal({ width: 39, height: 21 });
  });
});

describe('a plane alone', () => {
  it('begins where the crosshair is', () => {
    expect(firstFrameOf('coronal', [coronal])).to.equal(coronal.frame);
  });

  it('begins in the middle where there is no crosshair', () => {
    expect(firstFrameOf('coronal', [])).to.equal(undefined);
    expect(firstFrameOf('mpr', [])).to.equal(undefined);
  });

  it('gives way to the first frame as stored', () => {
    expect(firstFrameOf(null, [coronal])).to.equal(0);
  });
});
