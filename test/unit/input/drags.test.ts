import { expect } from 'chai';

import type { DicomChangeDetail } from '../../../src/events.js';
import { Drags } from '../../../src/input/drags.js';
import type { InputState } from '../../../src/input/input-target.js';
import type { Tool } from '../../../src/tools/tool.js';

const image: InputState = {
  study: {},
  frame: 5,
  frameCount: 40,
  windowing: undefined,
  planes: [],
  paused: true,
};

/** A tool whose change says where the pointer is, in hundredths of the element's size. */
const tool: Tool = () => (from, to) => ({
  windowCenter: Math.round((to.x - from.x) * 100),
  windowWidth: Math.round((to.y - from.y) * 100),
});

describe('a drag', () => {
  let state: InputState | undefined;
  let changes: DicomChangeDetail[];
  let area: HTMLElement;
  let captured: number[];
  let drags: Drags;

  beforeEach(() => {
    state = image;
    changes = [];
    captured = [];
    drags = new Drags({
      get state() {
        return state;
      },
      change: (change) => changes.push(change),
      valuesOf: () => ({ windowCenter: undefined, windowWidth: 7 }),
    });
    area = document.createElement('div');
    area.style.cssText = 'position: fixed; left: 0; top: 0; width: 200px; height: 100px';
    // The browser captures only pointers that a hand holds.
    area.setPointerCapture = (id) => captured.push(id);
    area.addEventListener('pointerdown', (event) => {
      drags.begin(event, area, tool, 0);
    });
    document.body.append(area);
  });
  afterEach(() => {
    drags.stop();
    area.remove();
  });

  function point(type: string, x: number, y: number, pointerId = 1): void {
    const init = { pointerId, clientX: x, clientY: y, bubbles: true };
    area.dispatchEvent(new PointerEvent(`pointer${type}`, init));
  }

  /** Presses Escape; returns whether the key was left to the page. */
  function escape(): boolean {
    const init = { key: 'Escape', bubbles: true, cancelable: true };
    return area.dispatchEvent(new KeyboardEvent('keydown', init));
  }

  it('changes what its tool says, measured from where it began', () => {
    point('down', 10, 10);
    point('move', 30, 10);
    point('move', 50, 60);
    expect(changes).to.deep.equal([
      { windowCenter: 10, windowWidth: 0 },
      { windowCenter: 20, windowWidth: 50 },
    ]);
  });

  it('begins after four pixels: less is a click that slips', () => {
    point('down', 10, 10);
    point('move', 12, 12);
    point('move', 13, 10);
    expect(changes).to.be.empty;
    point('move', 14, 10);
    point('move', 12, 10);
    expect(changes.map(({ windowCenter }) => windowCenter)).to.deep.equal([2, 1]);
  });

  it('holds on to a pointer that leaves the element', () => {
    point('down', 10, 10);
    expect(captured).to.deep.equal([1]);
  });

  it('ends when the pointer is released, and keeps what it changed', () => {
    point('down', 10, 10);
    point('move', 30, 10);
    point('up', 30, 10);
    point('move', 90, 90);
    expect(changes).to.have.length(1);
    expect(escape()).to.be.true;
    expect(changes).to.have.length(1);
  });

  it('is undone by Escape, and then over', () => {
    point('down', 10, 10);
    point('move', 30, 10);
    expect(escape()).to.be.false;
    point('move', 90, 90);
    expect(changes.slice(1)).to.deep.equal([{ windowCenter: undefined, windowWidth: 7 }]);
  });

  it('is undone when the browser takes the pointer away', () => {
    point('down', 10, 10);
    point('move', 30, 10);
    point('cancel', 30, 10);
    expect(changes.slice(1)).to.deep.equal([{ windowCenter: undefined, windowWidth: 7 }]);
  });

  it('that has changed nothing has nothing to undo', () => {
    point('down', 10, 10);
    point('cancel', 10, 10);
    point('move', 90, 90);
    expect(changes).to.be.empty;
  });

  it('ends when another image comes under the pointer', () => {
    point('down', 10, 10);
    state = { ...image, study: {} };
    point('move', 50, 50);
    state = image;
    point('move', 90, 90);
    expect(changes).to.be.empty;
  });

  it('changes nothing back on another image', () => {
    point('down', 10, 10);
    point('move', 50, 50);
    state = { ...image, study: {} };
    escape();
    expect(changes).to.have.length(1);
  });

  it('can be stopped from outside, and keeps what it changed', () => {
    point('down', 10, 10);
    point('move', 30, 10);
    drags.stop();
    point('move', 90, 90);
    expect(escape()).to.be.true;
    expect(changes).to.have.length(1);
  });

  it('needs a button to be held', () => {
    point('move', 50, 50);
    expect(changes).to.be.empty;
  });

  it('leaves a second pointer alone', () => {
    point('down', 10, 10);
    point('down', 20, 20, 2);
    point('move', 50, 50, 2);
    point('up', 50, 50, 2);
    point('move', 30, 10);
    expect(changes).to.deep.equal([{ windowCenter: 10, windowWidth: 0 }]);
  });

  it('does not begin while nothing is shown', () => {
    state = undefined;
    point('down', 10, 10);
    point('move', 50, 50);
    expect(captured).to.be.empty;
    expect(changes).to.be.empty;
  });
});
