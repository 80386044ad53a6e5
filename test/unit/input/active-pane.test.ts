import { expect } from 'chai';

import { ActivePane } from '../../../src/input/active-pane.js';
import type { Crosshair } from '../../../src/protocol/messages.js';
import { axialPlane } from '../axial-plane.js';
import { InputPage } from './input-page.js';

const { axes } = axialPlane.crosshair;
const coronalPlane = {
  ...axialPlane,
  frame: 24,
  frameCount: 50,
  plane: 'coronal' as const,
  grid: { ...axialPlane.grid, forward: [0, 1, 0] as const, step: 2 },
};

describe('the active pane', () => {
  let page: InputPage;
  let pane: ActivePane;

  beforeEach(() => {
    page = new InputPage(2);
    pane = new ActivePane(page);
    page.connect();
  });
  afterEach(() => {
    page.disconnect();
  });

  function showPlanes(): void {
    if (page.shown) {
      page.shown.images = [axialPlane, structuredClone(coronalPlane) as typeof axialPlane];
    }
  }

  function pointAt(target: Element | null | undefined): void {
    target?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  }

  it('is the first one until the pointer was over another', () => {
    showPlanes();
    expect([pane.image?.plane, pane.element]).to.deep.equal(['axial', page.panes[0]]);
  });

  it('is the one that the pointer was over last', () => {
    showPlanes();
    pointAt(page.panes[1]?.querySelector('canvas'));
    pointAt(page.stage);
    expect([pane.image?.plane, pane.element]).to.deep.equal(['coronal', page.panes[1]]);
    expect([pane.frame, pane.frameCount]).to.deep.equal([24, 50]);
  });

  it('is the one that has the focus, wherever the pointer is, if it follows that', () => {
    showPlanes();
    const focused = new ActivePane(page, true);
    page.connect();
    for (const each of page.panes) {
      each.tabIndex = 0;
    }
    pointAt(page.panes[1]);
    expect(focused.index).to.equal(1); // nothing has the focus
    page.panes[0]?.focus();
    pointAt(page.panes[1]);
    expect([focused.index, pane.index]).to.deep.equal([0, 1]);
  });

  it('is the first one again where there is one image', () => {
    pointAt(page.panes[1]);
    page.panes[1]?.remove();
    expect([pane.image?.plane, pane.element]).to.deep.equal([null, page.panes[0]]);
    expect([pane.frame, pane.frameCount]).to.deep.equal([5, 40]);
  });

  it('has the frame that is asked for, which need not be painted yet', () => {
    page.view.frame = 9;
    expect(pane.frame).to.equal(9);
  });

  it('has no image while nothing is shown', () => {
    page.shown = undefined;
    expect(pane.image).to.equal(undefined);
  });

  it('shows a frame', () => {
    pane.showFrame(6);
    expect(page.changes).to.deep.equal([{ frame: 6 }]);
  });

  it('shows a frame of a plane by moving the crosshair at right angles to it', () => {
    showPlanes();
    pointAt(page.panes[1]);
    pane.showFrame(26);
    expect(page.changes).to.deep.equal([{ crosshair: { center: [99, 53, 7], axes } }]);
  });

  it('moves the crosshair from where it is asked for, faster than planes are painted', () => {
    showPlanes();
    const asked: Crosshair = { center: [10, 20, 9], axes };
    page.shown = page.shown && { ...page.shown, paintedView: page.view };
    page.view = { ...page.view, crosshair: asked };
    pane.showFrame(8);
    expect(page.changes).to.deep.equal([{ crosshair: { center: [10, 20, 10], axes } }]);
  });
});
