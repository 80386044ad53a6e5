import { expect } from 'chai';

import { windowTool } from '../../../src/tools/window.js';
import { storedView } from '../stored-view.js';
import { placeAt, startAt } from './drag-start.js';

describe('the tool that changes the window', () => {
  it('widens it to the right', () => {
    const drag = windowTool.begin(startAt(10, 10));
    expect(drag?.move(placeAt(210, 10))).to.deep.equal({ windowCenter: 40, windowWidth: 600 });
  });

  it('raises its center downwards', () => {
    const drag = windowTool.begin(startAt(10, 10));
    expect(drag?.move(placeAt(10, 110))).to.deep.equal({ windowCenter: 140, windowWidth: 400 });
  });

  it('counts from where the drag began', () => {
    const drag = windowTool.begin(startAt(10, 10));
    const widths = [30, 50, 10].map((x) => drag?.move(placeAt(x, 10)).windowWidth);
    expect(widths).to.deep.equal([420, 440, 400]);
  });

  it('stops at the least width', () => {
    const drag = windowTool.begin(startAt(590, 10));
    expect(drag?.move(placeAt(0, 10)).windowWidth).to.equal(1);
  });

  it('restores the window that was asked for', () => {
    const view = { ...storedView, windowCenter: 50, windowWidth: 350 };
    const drag = windowTool.begin(startAt(10, 10, { view }));
    expect(drag?.restored).to.deep.equal({ windowCenter: 50, windowWidth: 350 });
  });

  it('restores the file’s own window where none was asked for', () => {
    const drag = windowTool.begin(startAt(10, 10));
    expect(drag?.restored).to.deep.equal({ windowCenter: undefined, windowWidth: undefined });
  });

  it('does nothing where no window applies', () => {
    expect(windowTool.begin(startAt(10, 10, { windowing: undefined }))).to.equal(undefined);
  });
});
