import { expect } from 'chai';

import type { Annotation } from '../../../src/annotations/annotation.js';
import { placeOf, pointAt, type GridPlace } from '../../../src/annotations/projection.js';
import { pointsAt, sightOf, type MarkedImage } from '../../../src/annotations/sight.js';

const frame: MarkedImage = {
  frame: 3,
  plane: null,
  sopInstanceUID: '1.2.3',
  instanceFrames: 1,
  grid: undefined,
};

/** An axial plane at z = 40, of pixels of 0.5 × 2 mm, 3 mm from the next. */
const axial: GridPlace = {
  origin: [-10, -20, 40],
  right: [1, 0, 0],
  down: [0, 1, 0],
  columnSpacing: 0.5,
  rowSpacing: 2,
  step: 3,
};

function mark(change: Partial<Annotation>): Annotation {
  const points = [[1, 2], [3, 4]]; // prettier-ignore
  return { id: 'a', type: 'length', points, ...change };
}

describe('a mark on stored frames', () => {
  it('is seen on its frame alone', () => {
    const sight = { isWhole: true, places: mark({}).points };
    expect(sightOf(mark({ frame: 3 }), frame)).to.deep.equal(sight);
    expect(sightOf(mark({ frame: 2 }), frame)).to.equal(undefined);
    expect(sightOf(mark({}), { ...frame, frame: 0 })).to.deep.equal(sight);
  });

  it('is seen on its instance, wherever that is in the series', () => {
    const ofInstance = mark({ sopInstanceUID: '1.2.3', frame: 9 });
    expect(sightOf(ofInstance, frame)?.isWhole).to.equal(true);
    expect(sightOf(ofInstance, { ...frame, sopInstanceUID: '1.2.4' })).to.equal(undefined);
  });

  it('is seen on its frame of an instance of many, or on all of them', () => {
    const many = { ...frame, instanceFrames: 5 };
    const sopInstanceUID = '1.2.3';
    expect(sightOf(mark({ sopInstanceUID, frame: 3 }), many)?.isWhole).to.equal(true);
    expect(sightOf(mark({ sopInstanceUID, frame: 2 }), many)).to.equal(undefined);
    expect(sightOf(mark({ sopInstanceUID }), many)?.isWhole).to.equal(true);
  });

  it('is not seen on planes', () => {
    expect(sightOf(mark({ frame: 3 }), { ...frame, plane: 'axial', grid: axial })).to.equal(
      undefined,
    );
  });
});

describe('a mark in the patient', () => {
  const image = { ...frame, plane: 'axial' as const, grid: axial };

  function patient(type: Annotation['type'], ...points: number[][]): Annotation {
    return mark({ type, plane: 'axial', points });
  }

  it('is seen whole where all of it is within half a step', () => {
    const sight = sightOf(patient('length', [-10, -20, 41.5], [-5, 0, 38.5]), image);
    expect(sight).to.deep.equal({ isWhole: true, places: [[0.5, 0.5], [10.5, 10.5]] }); // prettier-ignore
  });

  it('is not seen from a plane that is further away', () => {
    expect(sightOf(patient('length', [-10, -20, 42], [-5, 0, 42]), image)).to.equal(undefined);
  });

  it('is seen at the place where a line goes through', () => {
    const sight = sightOf(patient('length', [-10, -20, 30], [-5, 0, 70]), image);
    // a quarter of the way
    expect(sight).to.deep.equal({ isWhole: false, places: [[3, 3]] }); // prettier-ignore
  });

  it('is seen at the places where the outline of a region goes through', () => {
    const coronal = mark({ type: 'rectangle', plane: 'coronal', points: [[0, 7, 0], [4, 7, 80]] }); // prettier-ignore
    const places = sightOf(coronal, image)?.places ?? [];
    const expected = [[24.5 + 4, 14], [20.5, 14]]; // prettier-ignore
    expect(sightOf(coronal, image)?.isWhole).to.equal(false);
    expect(places.map(([x, y]) => [x, y])).to.have.deep.members(expected);
    const ellipse = sightOf({ ...coronal, type: 'ellipse' }, image)?.places ?? [];
    expect(ellipse).to.have.length(2); // at its full width, half-way up
    expect(Math.abs((ellipse[0]?.[0] ?? 0) - (ellipse[1]?.[0] ?? 0))).to.be.closeTo(8, 0.05);
  });

  it('is seen on stored slices that say where they lie', () => {
    const stored = { ...frame, grid: axial };
    expect(sightOf(patient('point', [-10, -20, 40]), stored)?.places).to.deep.equal([[0.5, 0.5]]);
    expect(sightOf(patient('point', [-10, -20, 40]), frame)).to.equal(undefined);
  });
});

describe('a place on an image', () => {
  const oblique: GridPlace = {
    origin: [1, 2, 3],
    right: [0.8, 0.6, 0],
    down: [-0.36, 0.48, 0.8],
    columnSpacing: 0.7,
    rowSpacing: 0.3,
    step: 1,
  };

  it('is a point of the patient, and back again', () => {
    const point = pointAt([5, 9], oblique);
    // 4.5 columns and 8.5 rows from the centre of the first pixel
    expect(point[0]).to.be.closeTo(1 + 3.15 * 0.8 - 2.55 * 0.36, 1e-9);
    expect(point[2]).to.be.closeTo(3 + 2.55 * 0.8, 1e-9);
    expect(placeOf(point, oblique)[0]).to.be.closeTo(5, 1e-9);
    expect(placeOf(point, oblique)[1]).to.be.closeTo(9, 1e-9);
  });

  it('is in pixels of a mark on frames, and in mm of one in the patient', () => {
    expect(pointsAt({}, [[5, 9]], oblique)).to.deep.equal([[5, 9]]);
    expect(pointsAt({ plane: 'axial' }, [[0.5, 0.5]], oblique)).to.deep.equal([[1, 2, 3]]);
  });
});
