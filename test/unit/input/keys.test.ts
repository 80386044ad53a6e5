import { expect } from 'chai';

import type { DicomChangeDetail } from '../../../src/events.js';
import type { InputState } from '../../../src/input/input-target.js';
import { changeByKey } from '../../../src/input/keys.js';

const image: InputState = {
  study: {},
  frame: 5,
  frameCount: 40,
  windowing: { window: { windowCenter: 40, windowWidth: 400 }, range: [0, 1000], leastWidth: 1 },
  planes: [],
  paused: true,
};

function press(
  key: string,
  state: Partial<InputState> = {},
  init: KeyboardEventInit = {},
): DicomChangeDetail | undefined {
  return changeByKey(new KeyboardEvent('keydown', { key, ...init }), { ...image, ...state });
}

describe('a key', () => {
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
    it(`${key} goes from frame 5 of 40 to ${String(frame)}`, () => {
      expect(press(key)).to.deep.equal({ frame });
    });
  }

  const windows: [key: string, change: DicomChangeDetail][] = [
    ['ArrowUp', { windowCenter: 30 }],
    ['ArrowDown', { windowCenter: 50 }],
    ['ArrowLeft', { windowWidth: 390 }],
    ['ArrowRight', { windowWidth: 410 }],
  ];
  for (const [key, change] of windows) {
    it(`${key} changes the window with Shift`, () => {
      expect(press(key, {}, { shiftKey: true })).to.deep.equal(change);
    });
  }

  it('Space plays and pauses', () => {
    expect(press(' ')).to.deep.equal({ paused: false });
    expect(press(' ', { paused: false })).to.deep.equal({ paused: true });
  });

  it('stops at the first and the last frame', () => {
    expect(press('ArrowUp', { frame: 0 })).to.deep.equal({ frame: 0 });
    expect(press('PageDown', { frame: 39 })).to.deep.equal({ frame: 39 });
  });

  it('stops at the least width', () => {
    const window = { windowCenter: 40, windowWidth: 3 };
    const windowing = { window, range: [0, 1000], leastWidth: 1 } as const;
    expect(press('ArrowLeft', { windowing }, { shiftKey: true })).to.deep.equal({ windowWidth: 1 });
  });

  for (const key of ['a', 'Tab', 'Enter', 'Escape']) {
    it(`${key} is the page's`, () => {
      expect(press(key)).to.equal(undefined);
    });
  }

  for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
    it(`with ${modifier} is the page's`, () => {
      expect(press('ArrowLeft', {}, { [modifier]: true })).to.equal(undefined);
    });
  }

  it("of a single frame is the page's", () => {
    expect(press('ArrowDown', { frame: 0, frameCount: 1 })).to.equal(undefined);
    expect(press(' ', { frame: 0, frameCount: 1 })).to.equal(undefined);
  });

  it('leaves the window alone where none applies', () => {
    expect(press('ArrowDown', { windowing: undefined }, { shiftKey: true })).to.equal(undefined);
  });
});
