import { expect } from 'chai';

import {
  firstFrameOf,
  hasCrosshair,
  middleOf,
  moved,
  movedBy,
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

describe('the middle of a volume', () => {
  it('is at the middle voxel', () => {
    expect(middleOf(geometry, 'axial')).to.equal(6);
    expect(middleOf(geometry, 'coronal')).to.equal(10);
    expect(middleOf(geometry, 'sagittal')).to.equal(14);
  });

  it('is found in any orientation', () => {
    const sagittal = { ...geometry, orientation: [0, 1, 0, 0, 0, -1] } satisfies DicomGeometry;
    expect(middleOf(sagittal, 'sagittal')).to.equal(6);
    expect(middleOf(sagittal, 'coronal')).to.equal(14);
    expect(middleOf(sagittal, 'axial')).to.equal(10);
  });
});

describe('a plane alone', () => {
  it('begins where the crosshair is', () => {
    expect(firstFrameOf('coronal', [coronal], geometry)).to.equal(coronal.frame);
  });

  it('begins in the middle where there is no crosshair', () => {
    expect(firstFrameOf('coronal', [], geometry)).to.equal(middleOf(geometry, 'coronal'));
  });

  it('is the first where there is no volume, and so are frames as stored', () => {
    expect(firstFrameOf('coronal', [], null)).to.equal(0);
    expect(firstFrameOf('mpr', [], geometry)).to.equal(0);
    expect(firstFrameOf(null, [coronal], geometry)).to.equal(0);
  });
});
