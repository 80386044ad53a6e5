import { expect } from 'chai';

import { ActivePane } from '../../../src/input/active-pane.js';
import { Drag } from '../../../src/input/drag.js';
import { Touch } from '../../../src/input/touch.js';
import { axialPlane } from '../axial-plane.js';
import { InputPage } from './input-page.js';

describe('a drag', () => {
  let page: InputPage;

  beforeEach(() => {
    page = new InputPage();
    new Drag(page, new ActivePane(page), new Touch(page));
    page.connect();
  });
  afterEach(() => {
    page.disconnect();
  });

  function point(
    type: string,
    x: number,
    y: number,
    init: PointerEventInit = {},
    target: Element = page.stage,
  ): void {
    const options = { pointerId: 1, clientX: x, clientY: y, bubbles: true, composed: true };
    target.dispatchEvent(new PointerEvent(`pointer${type}`, { ...options, ...init }));
  }

  /** Presses Escape; returns whether it was left to the page. */
  function escape(target: EventTarget = document.body): boolean {
    const init = { key: 'Escape', bubbles: true, composed: true, cancelable: true };
    return target.dispatchEvent(new KeyboardEvent('keydown', init));
  }

  /** A part of the crosshair, above the first pane. */
  function graspOf(grasp: string): Element {
    const line = document.createElement('i');
    Object.assign(line.dataset, { grasp, plane: 'sagittal' });
    page.panes[0]?.append(line);
    return line;
  }

  describe('of a mark', () => {
    let ends: boolean[];
    let clicks: number;
    let handle: HTMLElement;

    beforeEach(() => {
      [ends, clicks] = [[], 0];
      handle = document.createElement('i');
      handle.dataset['grasp'] = 'mark';
      page.panes[0]?.append(handle);
      page.toolsOfMarks.set(handle, {
        begin: () => ({ move: () => ({}), restored: {}, end: (isKept) => ends.push(isKept) }),
        click: () => {
          clicks += 1;
          return undefined;
        },
      });
    });

    it('goes by the tool of the mark, changes no view, and is told of its end', () => {
      point('down', 10, 10, {}, handle);
      point('move', 30, 10);
      expect(ends).to.be.empty;
      point('up', 30, 10);
      expect(ends).to.deep.equal([true]);
      expect(page.changes).to.be.empty;
    });

    it('is told that it is taken back by Escape, and by another study', () => {
      point('down', 10, 10, {}, handle);
      point('move', 30, 10);
      escape();
      expect(ends).to.deep.equal([false]);
      point('down', 10, 10, {}, handle);
      point('move', 30, 10);
      page.shown = page.shown && { ...page.shown, study: {} };
      point('move', 40, 10);
      expect(ends).to.deep.equal([false, false]);
    });

    it('is a click where it does not move', () => {
      point('down', 10, 10, {}, handle);
      point('up', 11, 10);
      expect(clicks).to.equal(1);
      expect(ends).to.be.empty;
    });

    it('is none of the other buttons', () => {
      point('down', 10, 10, { button: 1 }, handle);
      point('move', 30, 10);
      point('up', 30, 10, { button: 1 });
      expect(ends).to.be.empty;
    });
  });

  describe('begins', () => {
    it('after 4 pixels, and not before', () => {
      point('down', 10, 10);
      point('move', 13, 10);
      point('move', 12, 12);
      expect(page.changes).to.be.empty;
      point('move', 14, 10);
      expect(page.changes).to.have.length(1);
    });

    it('no more once the pointer is up, however little it moved', () => {
      point('down', 10, 10);
      point('move', 12, 10);
      point('up', 12, 10);
      point('move', 50, 50);
      expect(page.changes).to.be.empty;
    });

    it('where the pointer went down, so that no pixel is lost', () => {
      point('down', 10, 10);
      point('move', 30, 10);
      expect(page.changes).to.deep.equal([{ windowCenter: 40, windowWidth: 420 }]);
    });

    it('and goes on a fifth as fast while Shift is held, from where it is', () => {
      point('down', 10, 10);
      point('move', 30, 10);
      point('move', 80, 60, { shiftKey: true });
      point('move', 90, 60);
      expect(page.changes.slice(1)).to.deep.equal([
        { windowCenter: 50, windowWidth: 430 },
        { windowCenter: 50, windowWidth: 440 },
      ]);
    });

    it('and may come back to its start', () => {
      point('down', 10, 10);
      point('move', 30, 10);
      point('move', 11, 10);
      expect(page.changes.at(-1)).to.deep.equal({ windowCenter: 40, windowWidth: 401 });
    });

    it('with a pointer that is captured at once', () => {
      point('down', 10, 10);
      expect(page.captured).to.deep.equal([1]);
    });

    it('not without a button', () => {
      point('move', 50, 50);
      expect(page.changes).to.be.empty;
    });

    it('not with another button than the first where there are no controls', () => {
      point('down', 10, 10, { button: 2 });
      point('move', 50, 50);
      expect(page.changes).to.be.empty;
    });

    it('with the right button as a zoom where there are controls', () => {
      page.element.controls = true;
      point('down', 100, 50, { button: 2 });
      point('move', 100, 10);
      expect(page.changes[0]?.zoom).to.be.closeTo(Math.exp(0.2), 1e-12);
    });

    it('with the middle button as a pan where there are controls', () => {
      page.element.controls = true;
      point('down', 100, 50, { button: 1 });
      point('move', 80, 60);
      // A CSS pixel is half a pixel of the image, whose middle is at 50, 25.
      expect(page.changes).to.deep.equal([{ center: [60, 20] }]);
    });

    it('with the tool that is chosen', () => {
      page.element.tool = 'scroll';
      point('down', 100, 50);
      point('move', 100, 58);
      expect(page.changes).to.deep.equal([{ frame: 7 }]);
    });

    it('not where the page has named no tool and there are no controls', () => {
      page.element.tool = undefined;
      point('down', 10, 10);
      point('move', 50, 50);
      expect([page.changes, page.captured]).to.deep.equal([[], []]);
    });

    it('not as a drag where it is a click, which moves the crosshair there', () => {
      if (page.shown) {
        page.shown.images = [axialPlane];
      }
      point('down', 100, 20);
      point('up', 101, 20);
      // Pixels of 2 mm; 100, 20 on the canvas is the pixel 49.5, 9.5.
      expect(page.changes.map(({ crosshair }) => crosshair?.center)).to.deep.equal([[99, 19, 7]]);
    });

    it('not on a message above the image', () => {
      const message = page.stage.querySelector('button') as Element;
      point('down', 10, 10, {}, message);
      point('move', 50, 50);
      expect([page.changes, page.captured]).to.deep.equal([[], []]);
    });

    it('not on a canvas of the page’s own', () => {
      page.stage.append(document.createElement('slot'));
      const canvas = document.createElement('canvas');
      page.element.append(canvas);
      point('down', 10, 10, {}, canvas);
      point('move', 50, 50);
      expect(page.changes).to.be.empty;
    });

    for (const [place, grasp] of [
      ['beside the crosshair', undefined],
      ['on the crosshair', 'line'],
    ] as const) {
      it(`with a finger ${place} only once the image has focus`, () => {
        if (page.shown) {
          page.shown.images = [axialPlane];
        }
        const target = grasp ? graspOf(grasp) : page.stage;
        point('down', 10, 10, { pointerType: 'touch' }, target);
        point('move', 30, 10, { pointerType: 'touch' });
        point('up', 30, 10, { pointerType: 'touch' });
        expect(page.changes).to.be.empty;
        page.stage.focus();
        point('down', 10, 10, { pointerType: 'touch' }, target);
        point('move', 30, 10, { pointerType: 'touch' });
        expect(page.changes).to.have.length(1);
      });
    }

    it('not while nothing is shown', () => {
      page.shown = undefined;
      point('down', 10, 10);
      point('move', 50, 50);
      expect([page.changes, page.captured]).to.deep.equal([[], []]);
    });

    it('not where the tool can do nothing', () => {
      if (page.shown) {
        page.shown.windowing = undefined;
      }
      point('down', 10, 10);
      point('move', 50, 50);
      expect(page.changes).to.be.empty;
    });
  });

  it('leaves other pointers alone', () => {
    point('down', 10, 10);
    point('down', 90, 90, { pointerId: 2 });
    point('move', 50, 50, { pointerId: 2 });
    point('up', 50, 50, { pointerId: 2 });
    point('cancel', 50, 50, { pointerId: 2 });
    point('move', 30, 10);
    expect(page.changes).to.deep.equal([{ windowCenter: 40, windowWidth: 420 }]);
    expect(page.captured).to.deep.equal([1]);
  });

  it('ends with its pointer, and another one may follow', () => {
    point('down', 10, 10);
    point('move', 30, 10);
    point('up', 30, 10);
    page.stage.dispatchEvent(new PointerEvent('lostpointercapture', { pointerId: 1 }));
    point('move', 90, 10);
    expect(page.changes).to.have.length(1);
    point('down', 10, 10, { pointerId: 2 });
    point('move', 10, 20, { pointerId: 2 });
    expect(page.changes.at(-1)).to.deep.equal({ windowCenter: 50, windowWidth: 400 });
  });

  it('is turned into changes by the tool of what it grasps', () => {
    if (page.shown) {
      page.shown.images = [axialPlane];
    }
    // A canvas of 200 × 100 CSS pixels shows 100 × 50 pixels of 2 mm.
    point('down', 100, 10, {}, graspOf('middle'));
    point('move', 120, 16);
    point('up', 120, 16);
    expect(page.changes.map(({ crosshair }) => crosshair?.center)).to.deep.equal([[119, 55, 7]]);
    point('down', 150, 50, {}, graspOf('handle'));
    point('move', 100, 100);
    const [[x, y] = []] = page.changes.at(-1)?.crosshair?.axes ?? [];
    expect(x).to.be.closeTo(0, 1e-9);
    expect(y).to.be.closeTo(1, 1e-9);
  });

  describe('is cancelled, and the view is as before,', () => {
    const restored = { windowCenter: undefined, windowWidth: 300 };
    const cancels: [name: string, cancel: () => void][] = [
      ['by Escape', () => escape()],
      [
        'by pointercancel',
        () => {
          point('cancel', 30, 10);
        },
      ],
      [
        'when the pointer is lost',
        () => {
          page.stage.dispatchEvent(new PointerEvent('lostpointercapture', { pointerId: 1 }));
        },
      ],
      [
        'when the element leaves the page',
        () => {
          page.disconnect();
        },
      ],
    ];

    for (const [name, cancel] of cancels) {
      it(name, () => {
        page.view.windowWidth = 300;
        point('down', 10, 10);
        point('move', 30, 10);
        page.view.windowWidth = 500;
        cancel();
        point('move', 90, 90);
        point('up', 90, 90);
        expect(page.changes.slice(1)).to.deep.equal([restored]);
      });

      it(`${name}, of which nobody is told where the drag had not begun`, () => {
        point('down', 10, 10);
        point('move', 12, 10);
        cancel();
        point('move', 90, 90);
        expect(page.changes).to.be.empty;
      });
    }

    it('by an Escape that nothing else on the page acts on', () => {
      let isHeard = false;
      const listener = () => {
        isHeard = true;
      };
      document.body.addEventListener('keydown', listener);
      point('down', 10, 10);
      point('move', 30, 10);
      expect([escape(), isHeard]).to.deep.equal([false, false]);
      expect([escape(), isHeard]).to.deep.equal([true, true]);
      document.body.removeEventListener('keydown', listener);
    });

    it('not by other keys', () => {
      point('down', 10, 10);
      point('move', 30, 10);
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
      point('move', 50, 10);
      expect(page.changes.at(-1)).to.deep.equal({ windowCenter: 40, windowWidth: 440 });
    });
  });

  describe('of a source that is replaced', () => {
    function replace(): void {
      page.shown = page.shown && { ...page.shown, study: {} };
    }

    it('ends, and the new one is left alone', () => {
      point('down', 10, 10);
      point('move', 30, 10);
      const { shown } = page;
      replace();
      point('move', 50, 50);
      page.shown = shown;
      point('move', 90, 90);
      expect(page.changes).to.have.length(1);
    });

    it('ends also where it had not begun', () => {
      point('down', 10, 10);
      replace();
      point('move', 50, 50);
      expect(page.changes).to.be.empty;
    });

    it('restores nothing when it is cancelled', () => {
      point('down', 10, 10);
      point('move', 30, 10);
      replace();
      escape();
      expect(page.changes).to.have.length(1);
    });
  });
});
