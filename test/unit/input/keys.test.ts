import { expect } from 'chai';

import type { DicomChangeDetail } from '../../../src/events.js';
import { ActivePane } from '../../../src/input/active-pane.js';
import { Keys } from '../../../src/input/keys.js';
import { InputPage } from './input-page.js';

describe('keys on the image', () => {
  let page: InputPage;

  beforeEach(() => {
    page = new InputPage();
    new Keys(page, new ActivePane(page));
    page.connect();
  });
  afterEach(() => {
    page.disconnect();
  });

  /** Presses a key; returns whether it was left to the page. */
  function press(key: string, init: KeyboardEventInit = {}): boolean {
    const options = { key, bubbles: true, cancelable: true, ...init };
    return page.stage.dispatchEvent(new KeyboardEvent('keydown', options));
  }

  /** The frame that is asked for, of how many. */
  function showFrame(frame: number, frameCount = 40): void {
    page.view.frame = frame;
    page.frameCount = frameCount;
  }

  const frames: [key: string, frame: number][] = [
    ['ArrowUp', 4],
    ['ArrowLeft', 4],
    ['ArrowDown', 6],
    ['ArrowRight', 6],
    ['PageUp', 1],
    ['PageDown', 9],
    ['Home', 0],
    ['End', 39],
  ];
  for (const [key, frame] of frames) {
    it(`go with ${key} from frame 5 of 40 to ${String(frame)}`, () => {
      expect(press(key)).to.be.false;
      expect(page.changes).to.deep.equal([{ frame }]);
    });
  }

  it('give the whole screen by Shift F, and fit by F', () => {
    press('F', { shiftKey: true });
    expect([page.fullScreens, page.changes]).to.deep.equal([1, []]);
    press('f');
    expect([page.fullScreens, page.changes]).to.deep.equal([1, [{ zoom: 1, center: undefined }]]);
  });

  it('zoom by + and -, about the middle', () => {
    expect(press('+', { shiftKey: true })).to.be.false;
    press('=');
    press('-');
    expect(page.changes.map(({ zoom }) => zoom)).to.deep.equal([1.25, 1.25, 0.8]);
    expect(page.changes[0]?.center).to.deep.equal([50, 25]);
  });

  it('choose a window by 1 to 9, the file’s own first', () => {
    const none = { windowCenter: undefined, windowWidth: undefined };
    expect(['1', '2', '3'].map((key) => press(key))).to.deep.equal([false, false, false]);
    expect(page.changes).to.deep.equal([
      { voi: '0', preset: undefined, ...none },
      { preset: 'auto', ...none },
      { preset: 'full', ...none },
    ]);
    expect(press('4')).to.be.true; // there is none such
  });

  it('fit the image by F, invert it by I, and reset by R', () => {
    press('f');
    press('I', { shiftKey: true });
    press('r');
    expect(page.changes).to.deep.equal([{ zoom: 1, center: undefined }, { invert: true }]);
    expect(page.resets).to.equal(1);
  });

  it('ask for their list by ?, where there are controls', () => {
    expect(press('?', { shiftKey: true })).to.be.true;
    page.element.controls = true;
    expect(press('?', { shiftKey: true })).to.be.false;
    expect([page.helps, page.changes]).to.deep.equal([1, []]);
  });

  it('stop what plays by itself, also where nothing else may be changed', () => {
    Object.assign(page.element, { tool: undefined, autoplay: true, paused: false });
    expect([press(' '), press('ArrowDown')]).to.deep.equal([false, true]);
    expect(page.changes).to.deep.equal([{ paused: true }]);
  });

  it('are the page’s where nothing may be changed', () => {
    page.element.tool = undefined;
    expect(['ArrowDown', '+', 'r', ' '].map((key) => press(key))).to.deep.equal(
      Array(4).fill(true),
    );
    expect(page.changes).to.be.empty;
  });

  const windows: [key: string, change: DicomChangeDetail][] = [
    ['ArrowUp', { windowCenter: 30 }],
    ['ArrowDown', { windowCenter: 50 }],
    ['ArrowLeft', { windowWidth: 390 }],
    ['ArrowRight', { windowWidth: 410 }],
  ];
  for (const [key, change] of windows) {
    it(`change the window with Shift and ${key}`, () => {
      expect(press(key, { shiftKey: true })).to.be.false;
      expect(page.changes).to.deep.equal([change]);
    });
  }

  it('play and pause with Space, however long that is held', () => {
    expect(press(' ')).to.be.false;
    expect(press(' ', { repeat: true })).to.be.false;
    page.element.paused = false;
    press(' ');
    expect(page.changes).to.deep.equal([{ paused: false }, { paused: true }]);
  });

  it('stop at the first and the last frame', () => {
    showFrame(0);
    press('ArrowUp');
    showFrame(39);
    press('PageDown');
    expect(page.changes).to.deep.equal([{ frame: 0 }, { frame: 39 }]);
  });

  it('stop at the least width', () => {
    const window = { windowCenter: 40, windowWidth: 3 };
    if (page.shown) {
      page.shown.windowing = { window, range: [0, 1000], leastWidth: 1 };
    }
    press('ArrowLeft', { shiftKey: true });
    expect(page.changes).to.deep.equal([{ windowWidth: 1 }]);
  });

  it('leave those on a message that lies on the image', () => {
    const message = page.stage.querySelector('button');
    message?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(page.changes).to.be.empty;
  });

  it('leave other keys to the page', () => {
    expect(['a', 'Tab', 'Enter', 'Escape'].map((key) => press(key))).not.to.include(false);
    expect(page.changes).to.be.empty;
  });

  for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
    it(`leave keys with ${modifier} to the page`, () => {
      expect(press('ArrowLeft', { [modifier]: true })).to.be.true;
      expect(page.changes).to.be.empty;
    });
  }

  it('leave the keys of a single frame to the page', () => {
    showFrame(0, 1);
    expect(press('ArrowDown')).to.be.true;
    expect(press(' ')).to.be.true;
    expect(page.changes).to.be.empty;
  });

  it('leave the window where none applies', () => {
    if (page.shown) {
      page.shown.windowing = undefined;
    }
    expect(press('ArrowDown', { shiftKey: true })).to.be.true;
    expect(page.changes).to.be.empty;
  });

  it('do nothing while nothing is shown', () => {
    page.shown = undefined;
    expect(press('ArrowDown')).to.be.true;
    expect(page.changes).to.be.empty;
  });
});
