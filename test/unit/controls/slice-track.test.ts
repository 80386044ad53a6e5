import { expect } from 'chai';

import { frameAtPlace, sliceTrack } from '../../../src/controls/slice-track.js';
import type { DicomGeometry } from '../../../src/metadata.js';
import { axialPlane } from '../axial-plane.js';

/** Eight slices, of which two and one are missing after the third and the fifth that are there. */
const geometry: DicomGeometry = {
  rows: 20,
  columns: 30,
  slices: 5,
  spacing: [0.5, 0.75, 2],
  position: [1, 2, 10],
  orientation: [1, 0, 0, 0, 1, 0],
  plane: 'axial',
  tilt: 0,
  regular: false,
  missingSlices: [
    { after: 3, count: 2 },
    { after: 4, count: 1 },
  ],
  offsets: [0, 2, 4, 10, 14],
  frames: null,
};
const stored = { frameCount: 5, grid: null };

describe('the track of a slider', () => {
  it('has a place for each slice, also for those that are missing', () => {
    expect(sliceTrack(stored, geometry, undefined)).to.deep.equal({
      places: [0, 1, 2, 5, 7],
      placeCount: 8,
      hasTicks: true,
    });
  });

  it('is that of the frames where none is missing', () => {
    const whole = { ...geometry, missingSlices: [] };
    expect(sliceTrack(stored, whole, undefined)).to.deep.equal({
      places: [0, 1, 2, 3, 4],
      placeCount: 5,
      hasTicks: false,
    });
    expect(sliceTrack(stored, null, undefined).placeCount).to.equal(5);
  });

  it('has places for the slices that are still to come', () => {
    const whole = { ...geometry, missingSlices: [] };
    const { placeCount, hasTicks } = sliceTrack(stored, whole, 7);
    expect([placeCount, hasTicks]).to.deep.equal([12, true]);
    expect(sliceTrack(stored, geometry, 2).placeCount).to.equal(8); // which they may fill
    expect(sliceTrack(stored, whole, 0).hasTicks).to.be.true; // they may come between
  });

  it('of planes along the slices is theirs, also from the other end', () => {
    const { grid } = axialPlane;
    expect(sliceTrack({ frameCount: 5, grid }, geometry, undefined).places).to.deep.equal([
      0, 1, 2, 5, 7,
    ]);
    const back = { ...grid, forward: [0, 0, -1] as typeof grid.forward };
    expect(sliceTrack({ frameCount: 5, grid: back }, geometry, undefined).places).to.deep.equal([
      0, 2, 5, 6, 7,
    ]);
  });

  it('of other planes, and of frames that are not all slices, has no gaps', () => {
    const { grid } = axialPlane;
    const across = { ...grid, forward: [0, 1, 0] as typeof grid.forward };
    for (const track of [
      sliceTrack({ frameCount: 5, grid: across }, geometry, undefined),
      sliceTrack({ frameCount: 9, grid: null }, geometry, undefined),
      sliceTrack(stored, { ...geometry, frames: [4, 3, 2, 1, 0] }, undefined),
    ]) {
      expect(track.hasTicks).to.be.false;
      expect(track.placeCount).to.equal(track.places.length);
    }
  });

  it('leads from a place without a slice to the next one in the same direction', () => {
    const track = sliceTrack(stored, geometry, 2);
    const frames = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((place) => frameAtPlace(track, place, 2));
    expect(frames).to.deep.equal([0, 1, 2, 3, 3, 3, 4, 4, 4, 4]);
    expect([4, 3, 6].map((place) => frameAtPlace(track, place, 4))).to.deep.equal([2, 2, 3]);
  });
});
