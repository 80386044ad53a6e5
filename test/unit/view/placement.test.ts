import { expect } from 'chai';

import type { PictureImage } from '../../../src/protocol/messages.js';
import {
  initialPlacement,
  matrixOf,
  placedEdges,
  placementOf,
  rotationOf,
  toImage,
  toPane,
  zoomedAt,
  zoomOf,
  zoomOneToOne,
  type ImagePoint,
  type PlacementProperties,
} from '../../../src/view/placement.js';
import { axialPlane } from '../axial-plane.js';

/** 100 × 50 pixels that fit a pane of 240 × 160 CSS pixels at 2 CSS pixels a pixel, with bars around. */
const image: PictureImage = { ...axialPlane, plane: null, grid: null, crosshair: null };
const size = { width: 240, height: 160, image: { width: 200, height: 100 } };

function placed(properties: Partial<PlacementProperties>, point: ImagePoint): number[] {
  const placement = placementOf({ ...initialPlacement, ...properties }, image);
  return toPane(matrixOf(placement, image, size), point).map(
    (value) => Math.round(value * 1e6) / 1e6,
  );
}

describe('the placement of an image', () => {
  it('is in the middle of its pane at first', () => {
    expect(placed({}, [0, 0])).to.deep.equal([20, 30]);
    expect(placed({}, [100, 50])).to.deep.equal([220, 130]);
  });

  it('is larger by the zoom, about the middle', () => {
    expect(placed({ zoom: 3 }, [50, 25])).to.deep.equal([120, 80]);
    expect(placed({ zoom: 3 }, [60, 25])).to.deep.equal([180, 80]);
  });

  it('has its center in the middle of the pane, kept inside the image', () => {
    expect(placed({ center: [10, 40] }, [10, 40])).to.deep.equal([120, 80]);
    expect(placed({ center: [-10, 400] }, [0, 50])).to.deep.equal([120, 80]);
  });

  // Where the top left corner and the one right of it lie, from the middle of the pane.
  const turns: [Partial<PlacementProperties>, topLeft: ImagePoint, topRight: ImagePoint][] = [
    [{ rotation: 90 }, [50, -100], [50, 100]],
    [{ rotation: 180 }, [100, 50], [-100, 50]],
    [{ rotation: 270 }, [-50, 100], [-50, -100]],
    [{ flip: true }, [100, -50], [-100, -50]],
    [{ rotation: 90, flip: true }, [-50, -100], [-50, 100]],
  ];
  for (const [properties, topLeft, topRight] of turns) {
    it(`is turned clockwise and then mirrored by ${JSON.stringify(properties)}`, () => {
      expect(placed(properties, [0, 0])).to.deep.equal([120 + topLeft[0], 80 + topLeft[1]]);
      expect(placed(properties, [100, 0])).to.deep.equal([120 + topRight[0], 80 + topRight[1]]);
    });
  }

  it('maps back', () => {
    const properties = { zoom: 1.7, rotation: 270, flip: true, center: [20, 30] as const };
    const matrix = matrixOf(placementOf(properties, image), image, size);
    const [x, y] = toImage(matrix, toPane(matrix, [33.25, 7.5]));
    expect(x).to.be.closeTo(33.25, 1e-9);
    expect(y).to.be.closeTo(7.5, 1e-9);
  });

  it('keeps the crosshair of three planes where it is, however large they are', () => {
    const plane = { ...axialPlane, crosshair: { ...axialPlane.crosshair, x: 79.5, y: 9.5 } };
    const places = [1, 2, 8].map((zoom) => {
      const placement = placementOf({ ...initialPlacement, zoom }, plane);
      return toPane(matrixOf(placement, plane, size), [80, 10]);
    });
    expect(places).to.deep.equal([
      [180, 50],
      [180, 50],
      [180, 50],
    ]);
  });

  it('keeps a point under the pointer while it is enlarged', () => {
    const placement = placementOf({ ...initialPlacement, rotation: 90 }, image);
    const place = [130, 60] as const;
    const before = toImage(matrixOf(placement, image, size), place);
    const { zoom, center = [0, 0] } = zoomedAt(placement, image, size, 5, place);
    const after = toImage(matrixOf({ ...placement, zoom, center }, image, size), place);
    expect(after[0]).to.be.closeTo(before[0], 1e-9);
    expect(after[1]).to.be.closeTo(before[1], 1e-9);
  });

  it('at 1:1 shows a pixel of the image on one of the screen', () => {
    expect(zoomOneToOne(image, size, 1)).to.equal(0.5);
    expect(zoomOneToOne(image, size, 2)).to.equal(0.25);
  });
});

describe('what a page sets', () => {
  it('as a zoom is a number above 0, within bounds', () => {
    const values = [2, '1.5', 0, -3, 'x', null, undefined, 1e9, 1e-9, Infinity];
    expect(values.map(zoomOf)).to.deep.equal([2, 1.5, 1, 1, 1, 1, 1, 64, 0.1, 1]);
  });

  it('as a rotation is the nearest quarter turn', () => {
    const values = [0, 90, '180', 270, 360, -90, 44, 46, 'x', undefined];
    expect(values.map(rotationOf)).to.deep.equal([0, 90, 180, 270, 0, 270, 0, 90, 0, 0]);
  });
});

describe('the letters at the edges', () => {
  const edges = { left: 'R', right: 'L', top: 'A', bottom: 'P' };

  function at(rotation: number, flip = false): string {
    const { left, top, right, bottom } = placedEdges(
      edges,
      placementOf({ ...initialPlacement, rotation, flip }, image),
    );
    return left + top + right + bottom;
  }

  it('turn with the image', () => {
    expect([0, 90, 180, 270].map((rotation) => at(rotation))).to.deep.equal([
      'RALP',
      'PRAL',
      'LPRA',
      'ALPR',
    ]);
  });

  it('are mirrored after that', () => {
    expect([at(0, true), at(90, true)]).to.deep.equal(['LARP', 'ARPL']);
  });
});
