import { expect } from 'chai';

import { ActivePane } from '../../../src/input/active-pane.js';
import { Wheel } from '../../../src/input/wheel.js';
import { InputPage } from './input-page.js';

describe('the wheel', () => {
  let page: InputPage;

  beforeEach(() => {
    page = new InputPage();
    new Wheel(page, new ActivePane(page));
    page.applyUserChange = (change) => {
      page.changes.push(change);
      page.view = { ...page.view, frame: change.frame ?? page.view.frame };
    };
    page.connect();
    page.stage.focus();
  });
  afterEach(() => {
    page.disconnect();
  });

  /** Turns the wheel; returns whether that was left to the page. */
  function turn(deltaY: number, init: WheelEventInit = {}): boolean {
    return page.stage.dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true, ...init }));
  }

  for (const [name, deltaY, deltaMode] of [
    ['of 100 pixels', 100, WheelEvent.DOM_DELTA_PIXEL],
    ['of 120 pixels', 120, WheelEvent.DOM_DELTA_PIXEL],
    ['of 67 pixels, where the page is zoomed', 67, WheelEvent.DOM_DELTA_PIXEL],
    ['of three lines', 3, WheelEvent.DOM_DELTA_LINE],
    ['of a page', 1, WheelEvent.DOM_DELTA_PAGE],
  ] as const) {
    it(`by a notch ${name} is a frame`, () => {
      expect(turn(deltaY, { deltaMode })).to.be.false;
      turn(deltaY, { deltaMode });
      turn(-deltaY, { deltaMode });
      expect(page.changes).to.deep.equal([{ frame: 6 }, { frame: 7 }, { frame: 6 }]);
    });
  }

  it('by several notches at once is as many frames', () => {
    turn(300);
    expect(page.changes).to.deep.equal([{ frame: 8 }]);
  });

  it('by the small steps of a trackpad adds them up', () => {
    for (let step = 0; step < 10; step += 1) {
      expect(turn(10)).to.be.false;
    }
    expect(page.changes).to.deep.equal([{ frame: 6 }, { frame: 7 }]);
  });

  it('stops at the ends, and keeps the page where it is', () => {
    turn(-800);
    expect(turn(-100)).to.be.false;
    expect(page.changes).to.deep.equal([{ frame: 0 }]);
  });

  for (const modifier of ['ctrlKey', 'metaKey']) {
    it(`with ${modifier} zooms, and what is under the pointer stays there`, () => {
      expect(turn(-100, { [modifier]: true, clientX: 150, clientY: 50 })).to.be.false;
      // 1.25 times as large: 25 of the 100 columns that lie right of the middle become 20.
      expect(page.changes).to.deep.equal([{ zoom: 1.25, center: [55, 25] }]);
    });
  }

  it('is the page’s where nothing may be changed', () => {
    page.element.tool = undefined;
    expect(turn(100)).to.be.true;
    expect(page.changes).to.be.empty;
  });

  for (const modifier of ['altKey', 'shiftKey']) {
    it(`with ${modifier} is the browser’s`, () => {
      expect(turn(100, { [modifier]: true })).to.be.true;
      expect(page.changes).to.be.empty;
    });
  }

  it('sideways is the page’s', () => {
    expect(turn(10, { deltaX: 40 })).to.be.true;
    expect(turn(0, { deltaX: 100 })).to.be.true;
    expect(page.changes).to.be.empty;
  });

  it('is the page’s while nothing is shown', () => {
    page.shown = undefined;
    expect(turn(100)).to.be.true;
  });

  it('is the page’s once the focus has gone', () => {
    turn(40);
    page.stage.blur();
    expect(turn(100)).to.be.true;
    page.stage.focus();
    turn(40);
    expect(page.changes).to.be.empty;
  });

  it('is the page’s once the element has left it', () => {
    page.disconnect();
    expect(turn(100)).to.be.true;
  });
});
