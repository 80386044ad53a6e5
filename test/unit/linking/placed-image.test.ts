import { expect } from 'chai';

import { frameAt, heightOf, placedImage } from '../../../src/linking/placed-image.js';
import type { DicomGeometry, DicomMetadata } from '../../../src/metadata.js';
import type { Picture, PictureImage } from '../../../src/protocol/messages.js';
import { axialPlane } from '../axial-plane.js';

const geometry: DicomGeometry = {
  rows: 20,
  columns: 30,
  slices: 4,
  spacing: [0.5, 0.75, 2],
  position: [1, 2, 10],
  orientation: [1, 0, 0, 0, 1, 0],
  plane: 'axial',
  tilt: 0,
  regular: true,
  missingSlices: [],
  offsets: null,
  frames: null,
};

function place(own: Partial<DicomGeometry>, frame = 0, elements: object = {}, frameCount = 4) {
  const metadata = {
    '00200052': { vr: 'UI', Value: ['1.2'] },
    ...elements,
    geometry: { ...geometry, ...own },
    summary: { frameCount },
  } as unknown as DicomMetadata;
  const image = { ...axialPlane, plane: null, grid: null, crosshair: null, frame } as PictureImage;
  return placedImage({ metadata: { all: metadata }, images: [image] } as unknown as Picture, image);
}

describe('an image in the patient', () => {
  it('lies as many slices from the first as its geometry says', () => {
    const placed = place({}, 3);
    expect(placed?.grid.origin).to.deep.equal([1, 2, 16]);
    expect(placed && [0, 3, 4].map((frame) => heightOf(placed, frame))).to.deep.equal([
      10,
      16,
      undefined,
    ]);
  });

  it('lies at the offset of its slice, where distances differ', () => {
    expect(place({ offsets: [0, 2, 9, 11] }, 2)?.grid.origin).to.deep.equal([1, 2, 19]);
  });

  it('is the frame that its slice is, where frames are stored in another order', () => {
    // An object whose frames go from the head to the feet, and begin with two of another stack.
    const placed = place({ frames: [5, 4, 3, 2] }, 3);
    expect(placed?.grid.origin).to.deep.equal([1, 2, 14]);
    expect(placed && frameAt(placed, [0, 0, 11.9])).to.equal(4);
    expect(placed && frameAt(placed, [0, 0, -50])).to.equal(5);
  });

  it('lies where an instance of one frame says itself, as under a tilted gantry', () => {
    const own = { '00200032': { vr: 'DS', Value: [1, 7, 14] } };
    expect(place({}, 2, own, 1)?.grid.origin).to.deep.equal([1, 7, 14]);
  });

  it('lies nowhere without a frame of reference', () => {
    expect(place({}, 0, { '00200052': { vr: 'UI' } })).to.equal(undefined);
  });
});
