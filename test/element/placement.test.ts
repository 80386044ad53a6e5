import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import {
  initialPlacement,
  matrixOf,
  placementOf,
  toPane,
  type PaneSize,
} from '../../src/view/placement.js';
import type { PictureImage } from '../../src/protocol/messages.js';
import {
  canvasOf,
  generated,
  has,
  heard,
  inside,
  put,
  sample,
  show,
  sha256,
  pixels,
} from './harness.js';
import { click, drag, drop, press } from './user.js';

/** A CT of 128 × 128 pixels. */
const ct = sample('CT_small.dcm');

/** Where the corner of the canvas that is the image's first pixel lies in the pane, and the one right of it. */
function expectedCorners(element: DicomViewer): {
  left: number;
  top: number;
  right: number;
  bottom: number;
} {
  const pane = inside(element, '.pane').getBoundingClientRect();
  const { columns, rows } = element;
  // The pixels of both files are square.
  const scale = Math.min(
    pane.width / (element.rotation % 180 === 0 ? columns : rows),
    pane.height / (element.rotation % 180 === 0 ? rows : columns),
  );
  const image = { columns, rows, crosshair: null } as PictureImage;
  const { zoom, rotation, flip, center } = element;
  const placement = placementOf({ zoom, rotation, flip, center }, image);
  const size: PaneSize = {
    width: pane.width,
    height: pane.height,
    image: { width: columns * scale, height: rows * scale },
  };
  const matrix = matrixOf(placement, image, size);
  const corners = [toPane(matrix, [0, 0]), toPane(matrix, [columns, rows])] as const;
  const xs = corners.map(([x]) => x + pane.left);
  const ys = corners.map(([, y]) => y + pane.top);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

function expectPlaced(element: DicomViewer): void {
  const { left, right, top, bottom } = canvasOf(element).getBoundingClientRect();
  const expected = expectedCorners(element);
  for (const [name, value] of Object.entries({ left, right, top, bottom })) {
    expect(value, name).to.be.closeTo(expected[name as keyof typeof expected], 0.1);
  }
}

describe('the image in its pane', () => {
  const placements: Partial<DicomViewer>[] = [
    {},
    { zoom: 3 },
    { zoom: 2, center: [10, 12] },
    { rotation: 90 },
    { rotation: 270, flip: true, zoom: 1.5, center: [3, 7] },
    { flip: true, zoom: 0.5 },
  ];
  for (const properties of placements) {
    it(`lies where the geometry says with ${JSON.stringify(properties)}`, async () => {
      const element = await show(generated('stack'));
      Object.assign(element, properties);
      await element.updateComplete;
      expect(element.columns).not.to.equal(element.rows);
      expectPlaced(element);
    });
  }

  it('is not rendered again, and has the same pixels', async () => {
    const element = await show(ct);
    const before = await sha256(pixels(element));
    const renders = heard(element, 'dicom-render');
    Object.assign(element, { zoom: 4, rotation: 90, flip: true, center: [20, 20] });
    await element.rendered;
    expect(renders).to.be.empty;
    expect(await sha256(pixels(element))).to.equal(before);
  });

  it('stays inside of the element, however large it is', async () => {
    const element = await show(ct, { zoom: '10' });
    const { width } = element.getBoundingClientRect();
    expect(element.scrollWidth).to.be.at.most(Math.ceil(width));
    const target = document.elementFromPoint(element.getBoundingClientRect().right + 5, 50);
    expect(target).not.to.equal(element);
  });

  it('has letters that turn with it', async () => {
    const element = await show(ct, { rotation: '90', flip: '' });
    const letters = [...(element.shadowRoot?.querySelectorAll('[part="orientation"]') ?? [])];
    const texts = letters.map(({ className, textContent }) => `${className} ${textContent}`);
    // Upright it is R left, L right, A top, P bottom: clockwise A comes right, mirrored it is left.
    expect(texts).to.have.members(['left A', 'right P', 'top R', 'bottom L']);
  });

  it('is as at first after reset()', async () => {
    const element = await show(ct, { zoom: '3', rotation: '180', flip: '' });
    element.center = [3, 4];
    element.reset();
    expect(element).to.include({ ...initialPlacement });
  });
});

describe('the user', () => {
  it('zooms by + and fits the image by a double click, and the page hears of it', async () => {
    const element = await show(ct, { tool: 'window' });
    const changes = heard(element, 'dicom-change');
    await click(inside(element, '.stage'));
    await press('+');
    expect(element.zoom).to.equal(1.25);
    await element.updateComplete;
    expectPlaced(element);
    inside(element, 'canvas').dispatchEvent(
      new MouseEvent('dblclick', { bubbles: true, composed: true }),
    );
    expect(element.zoom).to.equal(1);
    expect(changes.map(({ zoom }) => zoom)).to.deep.equal([1.25, 1]);
  });

  it('pans by the tool of that name, and what is grabbed follows the pointer', async () => {
    const element = await show(ct, { tool: 'pan', zoom: '4' });
    const before = canvasOf(element).getBoundingClientRect();
    const { width } = inside(element, '.pane').getBoundingClientRect();
    await drag(inside(element, '.stage'), 0.25, 0);
    await element.updateComplete;
    const after = canvasOf(element).getBoundingClientRect();
    expect(after.left - before.left).to.be.closeTo(0.25 * width, 2);
    expectPlaced(element);
  });

  it('finds another source as the page asked for it', async () => {
    const element = await show(ct, { tool: 'window', rotation: '90' });
    await click(inside(element, '.stage'));
    await press('+');
    element.src = generated('rgb');
    await element.rendered;
    expect(element).to.include({ zoom: 1, rotation: 90 });
  });
});

describe('an element without controls and tool', () => {
  it('is a picture: mouse, keys and wheel change nothing', async () => {
    const element = await show(generated('stack'));
    const changes = heard(element, 'dicom-change');
    const stage = inside(element, '.stage');
    await drag(stage, 0.2, 0.2);
    await click(stage);
    for (const key of ['ArrowDown', '+', 'i', 'r', ' ']) {
      await press(key);
    }
    stage.dispatchEvent(new WheelEvent('wheel', { deltaY: 100, bubbles: true, composed: true }));
    expect(changes).to.be.empty;
  });

  it('is left alone by dropped files, and invites to none', async () => {
    const element = put();
    await element.updateComplete;
    expect(has(element, '.placeholder button')).to.be.false;
    drop(element, new File(['x'], 'a.dcm'));
    expect(element.files).to.equal(undefined);
  });

  it('leaves the menu of the right button to the browser', async () => {
    for (const [attributes, isLeft] of [
      [{}, true],
      [{ controls: '' }, false],
    ] as const) {
      const element = await show(ct, attributes);
      const init = { button: 2, bubbles: true, composed: true, cancelable: true };
      const event = new PointerEvent('contextmenu', init);
      expect(canvasOf(element).dispatchEvent(event)).to.equal(isLeft);
    }
  });
});
