import { expect } from 'chai';

import { crosshairTool } from '../../../src/tools/crosshair.js';
import { axialPlane } from '../axial-plane.js';
import { storedView } from '../stored-view.js';
import { placeAt, startAt } from './drag-start.js';

describe('the tool of the crosshair', () => {
  it('moves it by as many pixels of the plane as the pointer', () => {
    const drag = crosshairTool.begin(startAt(100, 10, { grasp: 'line' }));
    const centers = [placeAt(110, 16), placeAt(120, 16)].map(
      (place) => drag?.move(place).crosshair?.center,
    );
    expect(centers).to.deep.equal([
      [109, 55, 7],
      [119, 55, 7],
    ]);
  });

  it('turns it by a handle about its middle', () => {
    const drag = crosshairTool.begin(startAt(150, 50, { grasp: 'handle' }));
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
    const drag = crosshairTool.begin(startAt(100, 10, { view, grasp: 'line' }));
    expect(drag?.restored).to.deep.equal({ crosshair });
  });

  it('restores the volume’s middle where none was asked for', () => {
    const drag = crosshairTool.begin(startAt(100, 10, { grasp: 'line' }));
    expect(drag?.restored).to.deep.equal({ crosshair: undefined });
  });

  it('does nothing where there is no crosshair', () => {
    const image = { ...axialPlane, crosshair: null };
    expect(crosshairTool.begin(startAt(100, 10, { image }))).to.equal(undefined);
  });
});
