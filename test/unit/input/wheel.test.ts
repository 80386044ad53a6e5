import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';

import type { DicomChangeDetail } from '../../../src/events.js';
import type { InputState } from '../../../src/input/input-target.js';
import { Wheel } from '../../../src/input/wheel.js';

const image: InputState = {
  study: {},
  frame: 5,
  frameCount: 40,
  windowing: undefined,
  planes: [],
  paused: true,
};

describe('the wheel', () => {
  let state: InputState | undefined;
  let changes: DicomChangeDetail[];
  let host: HTMLElement;
  let stage: HTMLElement;
  let wheel: Wheel;

  beforeEach(() => {
    state = image;
    changes = [];
    host = document.createElement('div');
    stage = document.createElement('div');
    stage.tabIndex = 0;
    host.append(stage);
    document.body.append(host);
    const controlled = Object.assign(host, { addController: () => undefined });
    const target = {
      get state() {
        return state;
      },
      change: (change: DicomChangeDetail) => {
        changes.push(change);
        state = { ...image, ...change };
      },
      valuesOf: () => ({}),
    };
    const wheeled = controlled as unknown as ReactiveControllerHost & HTMLElement;
    wheel = new Wheel(wheeled, target, () => stage);
    wheel.hostConnected();
    stage.focus();
  });
  afterEach(() => {
    wheel.hostDisconnected();
    host.remove();
  });

  /** Turns the wheel; tells whether that was left to the page. */
  function turn(deltaY: number, init: WheelEventInit = {}): boolean {
    return stage.dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true, ...init }));
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
      expect(changes).to.deep.equal([{ frame: 6 }, { frame: 7 }, { frame: 6 }]);
    });
  }

  it('by several notches at once is as many frames', () => {
    turn(300);
    expect(changes).to.deep.equal([{ frame: 8 }]);
  });

  it('by the small steps of a trackpad adds them up', () => {
    for (let step = 0; step < 10; step += 1) {
      expect(turn(10)).to.be.false;
    }
    expect(changes).to.deep.equal([{ frame: 6 }, { frame: 7 }]);
  });

  it('stops at the ends, and keeps the page where it is', () => {
    turn(-800);
    expect(turn(-100)).to.be.false;
    expect(changes).to.deep.equal([{ frame: 0 }]);
  });

  for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey']) {
    it(`with ${modifier} is the browser’s`, () => {
      expect(turn(100, { [modifier]: true })).to.be.true;
      expect(changes).to.be.empty;
    });
  }

  it('sideways is the page’s', () => {
    expect(turn(10, { deltaX: 40 })).to.be.true;
    expect(turn(0, { deltaX: 100 })).to.be.true;
    expect(changes).to.be.empty;
  });

  it('is the page’s while nothing is shown', () => {
    state = undefined;
    expect(turn(100)).to.be.true;
  });

  it('is the page’s once the focus has gone', () => {
    turn(40);
    stage.blur();
    expect(turn(100)).to.be.true;
    stage.focus();
    turn(40);
    expect(changes).to.be.empty;
  });

  it('is the page’s once the element has left it', () => {
    wheel.hostDisconnected();
    expect(turn(100)).to.be.true;
  });
});
