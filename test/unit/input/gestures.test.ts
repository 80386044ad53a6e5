import { expect } from 'chai';

import { Gestures, type GestureChange, type GestureState } from '../../../src/input/gestures.js';

const image: GestureState = {
  study: {},
  frame: 5,
  frameCount: 40,
  windowing: { window: { windowCenter: 40, windowWidth: 400 }, range: [0, 1000], leastWidth: 1 },
  paused: true,
};

describe('gestures', () => {
  let state: GestureState | undefined;
  let changes: GestureChange[];
  let stage: HTMLElement;
  let captured: number[];

  beforeEach(() => {
    state = image;
    changes = [];
    captured = [];
    const gestures = new Gestures({
      state: () => state,
      change: (change) => changes.push(change),
    });
    stage = document.createElement('div');
    stage.tabIndex = 0;
    stage.style.cssText = 'width: 200px; height: 100px';
    // The browser captures only pointers that a hand holds.
    stage.setPointerCapture = (id) => captured.push(id);
    stage.addEventListener('pointerdown', gestures.pointerDown);
    stage.addEventListener('pointermove', gestures.pointerMove);
    stage.addEventListener('pointerup', gestures.pointerUp);
    stage.addEventListener('pointercancel', gestures.pointerUp);
    stage.addEventListener('keydown', gestures.keyDown);
    document.body.append(stage);
  });
  afterEach(() => {
    stage.remove();
  });

  function point(type: string, x: number, y: number, init: PointerEventInit = {}): void {
    const options = { pointerId: 1, clientX: x, clientY: y, ...init };
    stage.dispatchEvent(new PointerEvent(`pointer${type}`, options));
  }

  /** Presses a key; tells whether it was left to the page. */
  function press(key: string, init: KeyboardEventInit = {}): boolean {
    return stage.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...init }));
  }

  describe('of a pointer', () => {
    it('across the whole image widen the window by the whole range', () => {
      point('down', 10, 10);
      point('move', 210, 10);
      expect(changes).to.deep.equal([{ windowCenter: 40, windowWidth: 1400 }]);
    });

    it('down the whole image raise the center by the whole range', () => {
      point('down', 10, 10);
      point('move', 10, 110);
      expect(changes).to.deep.equal([{ windowCenter: 1040, windowWidth: 400 }]);
    });

    it('are measured from where the drag began', () => {
      point('down', 10, 10);
      point('move', 30, 10);
      point('move', 50, 10);
      expect(changes.map(({ windowWidth }) => windowWidth)).to.deep.equal([500, 600]);
    });

    it('never touch the frame', () => {
      point('down', 10, 10);
      point('move', 90, 90);
      expect(changes[0]).to.have.all.keys('windowCenter', 'windowWidth');
    });

    it('hold on to a pointer that leaves the image', () => {
      point('down', 10, 10);
      expect(captured).to.deep.equal([1]);
    });

    for (const end of ['up', 'cancel']) {
      it(`end with pointer${end}`, () => {
        point('down', 10, 10);
        point(end, 10, 10);
        point('move', 50, 50);
        expect(changes).to.be.empty;
      });
    }

    it('end when another image comes under the pointer', () => {
      point('down', 10, 10);
      state = { ...image, study: {} };
      point('move', 50, 50);
      state = image;
      point('move', 90, 90);
      expect(changes).to.be.empty;
    });

    it('are not those on a message that lies on the image', () => {
      const message = document.createElement('button');
      stage.append(message);
      const options = { bubbles: true, pointerId: 1, clientX: 10, clientY: 10 };
      message.dispatchEvent(new PointerEvent('pointerdown', options));
      point('move', 50, 50);
      expect(changes).to.be.empty;
    });

    it('need a button to be held', () => {
      point('move', 50, 50);
      expect(changes).to.be.empty;
    });

    it('are the first button’s alone', () => {
      point('down', 10, 10, { button: 2 });
      point('move', 50, 50);
      expect(changes).to.be.empty;
    });

    it('leave a second pointer alone', () => {
      point('down', 10, 10);
      point('move', 50, 50, { pointerId: 2 });
      point('up', 50, 50, { pointerId: 2 });
      point('move', 30, 10);
      expect(changes).to.deep.equal([{ windowCenter: 40, windowWidth: 500 }]);
    });

    it('leave a finger to the page until the image has focus', () => {
      point('down', 10, 10, { pointerType: 'touch' });
      point('move', 30, 10, { pointerType: 'touch' });
      expect(changes).to.be.empty;
      stage.focus();
      point('down', 10, 10, { pointerType: 'touch' });
      point('move', 30, 10, { pointerType: 'touch' });
      expect(changes).to.have.length(1);
    });

    it('do nothing where no window applies', () => {
      state = { ...image, windowing: undefined };
      point('down', 10, 10);
      point('move', 50, 50);
      expect(changes).to.be.empty;
    });
  });

  describe('of a key', () => {
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
        expect(changes).to.deep.equal([{ frame }]);
      });
    }

    const windows: [key: string, change: GestureChange][] = [
      ['ArrowUp', { windowCenter: 30 }],
      ['ArrowDown', { windowCenter: 50 }],
      ['ArrowLeft', { windowWidth: 390 }],
      ['ArrowRight', { windowWidth: 410 }],
    ];
    for (const [key, change] of windows) {
      it(`change the window with Shift and ${key}`, () => {
        expect(press(key, { shiftKey: true })).to.be.false;
        expect(changes).to.deep.equal([change]);
      });
    }

    it('play and pause with Space, however long that is held', () => {
      expect(press(' ')).to.be.false;
      expect(press(' ', { repeat: true })).to.be.false;
      state = { ...image, paused: false };
      press(' ');
      expect(changes).to.deep.equal([{ paused: false }, { paused: true }]);
    });

    it('stop at the first and the last frame', () => {
      state = { ...image, frame: 0 };
      press('ArrowUp');
      state = { ...image, frame: 39 };
      press('PageDown');
      expect(changes).to.deep.equal([{ frame: 0 }, { frame: 39 }]);
    });

    it('stop at the least width', () => {
      const window = { windowCenter: 40, windowWidth: 3 };
      state = { ...image, windowing: { window, range: [0, 1000], leastWidth: 1 } };
      press('ArrowLeft', { shiftKey: true });
      expect(changes).to.deep.equal([{ windowWidth: 1 }]);
    });

    it('leave those on a message that lies on the image', () => {
      const message = document.createElement('button');
      stage.append(message);
      message.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
      expect(changes).to.be.empty;
    });

    it('leave other keys to the page', () => {
      expect(['a', 'Tab', 'Enter', 'Escape'].map((key) => press(key))).not.to.include(false);
      expect(changes).to.be.empty;
    });

    for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
      it(`leave keys with ${modifier} to the page`, () => {
        expect(press('ArrowLeft', { [modifier]: true })).to.be.true;
        expect(changes).to.be.empty;
      });
    }

    it('leave the keys of a single frame to the page', () => {
      state = { ...image, frame: 0, frameCount: 1 };
      expect(press('ArrowDown')).to.be.true;
      expect(press(' ')).to.be.true;
      expect(changes).to.be.empty;
    });

    it('leave the window where none applies', () => {
      state = { ...image, windowing: undefined };
      expect(press('ArrowDown', { shiftKey: true })).to.be.true;
      expect(changes).to.be.empty;
    });

    it('do nothing while nothing is shown', () => {
      state = undefined;
      expect(press('ArrowDown')).to.be.true;
      expect(changes).to.be.empty;
    });
  });
});
