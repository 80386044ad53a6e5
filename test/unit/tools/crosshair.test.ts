import { expect } from 'chai';

import { crosshairTool } from '../../../src/tools/crosshair.js';
import type { CrosshairImage } from '../../../src/view/crosshair.js';
import { axialPlane } from '../axial-plane.js';
import { storedView } from '../stored-view.js';
import { placeAt, startAt } from './drag-start.js';

/** The axial plane, which the coronal one cuts from left to right and the sagittal one from top to bottom. */
const crossed = {
  ...axialPlane,
  crosshair: { ...axialPlane.crosshair, lines: { coronal: [2, 0], sagittal: [0, 3] } },
} satisfies CrosshairImage;

describe('the tool of the crosshair', () => {
  it('moves it by as many pixels of the plane as the pointer', () => {
    const drag = crosshairTool.begin(startAt(100, 10, { grasp: { part: 'middle', plane: '' } }));
    const centers = [placeAt(110, 16), placeAt(120, 16)].map(
      (place) => drag?.move(place).crosshair?.center,
    );
    expect(centers).to.deep.equal([
      [109, 55, 7],
      [119, 55, 7],
    ]);
  });

  it('moves it by a line across that line alone', () => {
    const level = startAt(100, 10, { image: crossed, grasp: { part: 'line', plane: 'coronal' } });
    const drag = crosshairTool.begin(level);
    expect(drag?.move(placeAt(120, 16)).crosshair?.center).to.deep.equal([99, 55, 7]);
    const upright = startAt(100, 10, {
      image: crossed,
      grasp: { part: 'line', plane: 'sagittal' },
    });
    const other = crosshairTool.begin(upright);
    expect(other?.move(placeAt(120, 16)).crosshair?.center).to.deep.equal([119, 49, 7]);
  });

  it('keeps it inside the plane', () => {
    const drag = crosshairTool.begin(startAt(100, 10, { grasp: { part: 'middle', plane: '' } }));
    const { crosshair } = drag?.move(placeAt(1000, -1000)) ?? {};
    // The centres of the last column and the first row, of pixels of 2 mm.
    expect(crosshair?.center).to.deep.equal([198, 0, 7]);
  });

  it('puts it where a click is', () => {
    const change = crosshairTool.click(startAt(101, 21));
    expect(change?.crosshair?.center).to.deep.equal([100, 20, 7]);
  });

  it('turns it by a handle about its middle', () => {
    const drag = crosshairTool.begin(
      startAt(150, 50, { grasp: { part: 'handle', plane: 'sagittal' } }),
    );
    const { crosshair } = drag?.move(placeAt(100, 100)) ?? {};
    const [[x, y] = [], , z] = crosshair?.axes ?? [];
    expect(x).to.be.closeTo(0, 1e-9);
    expect(y).to.be.closeTo(1, 1e-9);
    expect(z).to.deep.equal([0, 0, 1]);
    expect(crosshair?.center).to.deep.equal([99, 49, 7]);
  });

  it('restores the crosshair that was asked for', () => {
    const { center, axes } = axialPlane.crosshair;
    const crosshair = { center, axes };
    const view = { ...storedView, crosshair };
    const drag = crosshairTool.begin(
      startAt(100, 10, { view, grasp: { part: 'middle', plane: '' } }),
    );
    expect(drag?.restored).to.deep.equal({ crosshair });
  });

  it('restores the volume’s middle where none was asked for', () => {
    const drag = crosshairTool.begin(startAt(100, 10, { grasp: { part: 'middle', plane: '' } }));
    expect(drag?.restored).to.deep.equal({ crosshair: undefined });
  });

  it('does nothing where there is no crosshair', () => {
    const image = { ...axialPlane, crosshair: null };
    expect(crosshairTool.begin(startAt(100, 10, { image }))).to.equal(undefined);
  });
});
