import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  generated,
  halfOf,
  has,
  heard,
  inside,
  next,
  sample,
  slider,
  slowly,
  showWithTool,
  putWithTool,
  openPanel,
} from './harness.js';
import { drag, dragFrom, press } from './user.js';

const stack = generated('stack');
/** What a CSS pixel changes a window of 2000 by, which is that of the stack: a 400th of it. */
const speed = 5;

function stageOf(element: DicomViewer): HTMLElement {
  return inside(element, '.stage');
}

function widthOf(element: DicomViewer): number {
  return stageOf(element).getBoundingClientRect().width;
}

/** Shows the stack, and puts the keyboard's focus on it. */
async function showFocused(attributes: Record<string, string> = {}): Promise<DicomViewer> {
  const element = await showWithTool(stack, attributes);
  await press('Tab');
  expect(element.shadowRoot?.activeElement).to.equal(stageOf(element));
  return element;
}

describe('a drag on the image', () => {
  it('to the right widens the window', async () => {
    const element = await showWithTool(stack);
    await drag(stageOf(element), 0.25, 0);
    expect(element.windowWidth).to.be.closeTo(2000 + 0.25 * widthOf(element) * speed, 2 * speed);
    expect(element.windowCenter).to.equal(1000);
  });

  it('down raises the center', async () => {
    const element = await showWithTool(stack);
    const { height } = stageOf(element).getBoundingClientRect();
    await drag(stageOf(element), 0, 0.25);
    expect(element.windowCenter).to.be.closeTo(1000 + 0.25 * height * speed, 2 * speed);
    expect(element.windowWidth).to.equal(2000);
  });

  it('goes on outside of the image', async () => {
    const element = await showWithTool(stack);
    element.style.width = '200px';
    await drag(stageOf(element), 2, 0);
    expect(element.windowWidth).to.be.closeTo(2000 + 2 * 200 * speed, 2 * speed);
  });

  it('changes nothing where it is a click that slips by less than 4 pixels', async () => {
    const element = await showWithTool(stack);
    const changes = heard(element, 'dicom-change');
    const { left, top, width, height } = stageOf(element).getBoundingClientRect();
    const middle: [number, number] = [left + width / 2, top + height / 2];
    await dragFrom(middle, 2, 2);
    await dragFrom(middle, -3, 0);
    expect(changes).to.be.empty;
    await dragFrom(middle, 0, 4);
    expect(changes).to.have.length(1);
  });

  it('is cancelled by Escape, and the window is as before', async () => {
    const element = await showWithTool(stack, { 'window-width': '300' });
    const changes = heard(element, 'dicom-change');
    let during: unknown;
    await drag(stageOf(element), 0.4, 0.4, 8, async () => {
      during = element.windowWidth;
      await press('Escape');
    });
    expect(during).to.be.greaterThan(300);
    const restored = { windowCenter: undefined, windowWidth: 300 };
    expect(changes.at(-1)).to.deep.equal(restored);
    expect(element).to.include(restored);
    await drag(stageOf(element), 0.1, 0);
    const speedOf300 = 300 / 400;
    const widened = 0.1 * widthOf(element) * Math.max(speedOf300, 1);
    expect(element.windowWidth).to.be.closeTo(300 + widened, 2);
  });

  it('tells the page of each change, and of nothing but the window', async () => {
    const element = await showWithTool(stack);
    const changes = heard(element, 'dicom-change');
    await drag(stageOf(element), 0.25, 0.25);
    expect(changes).not.to.be.empty;
    for (const change of changes) {
      expect(change).to.have.all.keys('windowCenter', 'windowWidth');
    }
    const { windowCenter, windowWidth } = element;
    expect(changes.at(-1)).to.deep.equal({ windowCenter, windowWidth });
  });

  it('stays on its frame', async () => {
    const element = await showWithTool(stack, { frame: '5' });
    const renders = heard(element, 'dicom-render');
    await drag(stageOf(element), 0.3, -0.3, 10);
    await element.rendered;
    expect(element.frame).to.equal(5);
    expect(new Set(renders.map(({ frame }) => frame))).to.have.keys([5]);
  });

  it('never renders more than was wished for, and ends with the last wish', async () => {
    const element = await showWithTool(generated('ct-2048'));
    const changes = heard(element, 'dicom-change');
    const renders = heard(element, 'dicom-render');
    await drag(stageOf(element), -0.4, 0.4, 60);
    await element.rendered;
    expect(changes).not.to.be.empty;
    expect(renders.length).to.be.within(1, changes.length);
    expect(renders.at(-1)).to.include(changes.at(-1));
  });

  it('to the left stops at a width of 1, also where values lie close together', async () => {
    const element = await showWithTool(generated('narrow'), { controls: '' });
    const renders = heard(element, 'dicom-render');
    await drag(stageOf(element), -0.45, 0);
    await drag(stageOf(element), -0.45, 0);
    await drag(stageOf(element), -0.45, 0);
    await element.rendered;
    await element.updateComplete;
    expect(element.windowWidth).to.equal(1);
    expect(renders.at(-1)?.windowWidth).to.equal(1);
    await openPanel(element, 'Presets');
    const { min, value } = slider(element, 'Width');
    expect([min, value]).to.deep.equal(['1', '1']);
  });

  it('ends where another image comes under the pointer', async () => {
    const element = await showWithTool(stack);
    const changes = heard(element, 'dicom-change');
    let before = 0;
    await drag(stageOf(element), 0.4, 0.4, 8, async () => {
      element.src = generated('ct');
      await element.rendered;
      before = changes.length;
    });
    expect(before).to.be.greaterThan(0);
    expect(changes).to.have.length(before);
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([undefined, undefined]);
  });

  it('of a colour image starts from the whole range', async () => {
    const element = await showWithTool(sample('SC_rgb_small_odd.dcm'));
    const renders = heard(element, 'dicom-render');
    await drag(stageOf(element), -0.1, 0);
    await element.rendered;
    // The range is 256 wide, and changes by 1 for each pixel.
    expect(renders.at(-1)?.windowWidth).to.be.closeTo(256 - 0.1 * widthOf(element), 2);
  });

  it('of less than four pixels is a click, which changes nothing', async () => {
    const element = await showWithTool(stack);
    const changes = heard(element, 'dicom-change');
    const { left, top } = stageOf(element).getBoundingClientRect();
    await dragFrom([left + 40, top + 40], 3, 0);
    expect(changes).to.be.empty;
  });

  it("is undone by Escape: the window is the file's own again", async () => {
    const element = await showWithTool(stack);
    await drag(stageOf(element), 0.25, 0.25, 4, async () => {
      expect(element.windowWidth).to.be.above(2000);
      await press('Escape');
    });
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([undefined, undefined]);
  });

  it('of a palette image does nothing', async () => {
    const element = await showWithTool(sample('examples_palette.dcm'));
    const changes = heard(element, 'dicom-change');
    await drag(stageOf(element), 0.5, 0.5);
    expect(changes).to.be.empty;
  });
});

describe('the values of a drag', () => {
  /** What stands beside the pointer halfway through a drag, and whether it is where the pointer isn't. */
  async function readoutOf(
    element: DicomViewer,
    [x, y]: [number, number],
    right: number,
    down: number,
  ): Promise<string | null> {
    const { left, top, width, height } = stageOf(element).getBoundingClientRect();
    const from: [number, number] = [Math.round(left + x * width), Math.round(top + y * height)];
    let text: string | null = null;
    await dragFrom(from, right, down, async () => {
      await element.rendered;
      await element.updateComplete;
      const box = inside(element, '.readout');
      const rect = box.getBoundingClientRect();
      const [px, py] = [from[0] + right / 2, from[1] + down / 2];
      const isUnder = px >= rect.left && px <= rect.right && py >= rect.top && py <= rect.bottom;
      expect(isUnder).to.be.false;
      const distance = Math.min(Math.abs(px - rect.left), Math.abs(px - rect.right));
      expect(distance).to.be.at.most(20);
      expect(rect.left).to.be.at.least(left);
      expect(rect.right).to.be.at.most(left + width);
      expect(getComputedStyle(box).pointerEvents).to.equal('none');
      text = box.textContent;
    });
    expect(has(element, '.readout')).to.be.false;
    return text;
  }

  const middle: [number, number] = [0.5, 0.5];

  it('stand beside the pointer while it lasts: those of the window', async () => {
    const element = await showWithTool(stack);
    expect(await readoutOf(element, middle, 40, 20)).to.equal('W 2100 L 1050');
    expect([element.windowWidth, element.windowCenter]).to.deep.equal([2200, 1100]);
  });

  it('stand on its other side at the edge of the image', async () => {
    const element = await showWithTool(stack);
    expect(await readoutOf(element, [0.97, 0.02], -20, 0)).to.equal('W 1950 L 1000');
  });

  it('are those of the zoom in per cent', async () => {
    const element = await showWithTool(stack, { tool: 'zoom' });
    const text = await readoutOf(element, middle, 0, -40);
    expect(text).to.equal(`${String(Math.round(Math.exp(20 / 200) * 100))}%`);
  });

  it('are those of the place among the frames', async () => {
    const element = await showWithTool(stack, { tool: 'scroll' });
    const { height } = stageOf(element).getBoundingClientRect();
    expect(await readoutOf(element, middle, 0, 2 * Math.round((height * 4) / 12))).to.equal('5/12');
  });

  it('go with Escape', async () => {
    const element = await showWithTool(stack);
    await drag(stageOf(element), 0.3, 0, 4, async () => {
      expect(has(element, '.readout')).to.be.true;
      await press('Escape');
      expect(has(element, '.readout')).to.be.false;
    });
  });

  it('change a fifth as fast with Shift', async () => {
    const element = await showWithTool(stack);
    await sendKeys({ down: 'Shift' });
    await drag(stageOf(element), 0.25, 0);
    await sendKeys({ up: 'Shift' });
    expect(element.windowWidth).to.be.closeTo(2000 + 0.05 * widthOf(element) * speed, speed);
  });
});

describe('a key on the image', () => {
  it('goes through the frames', async () => {
    const element = await showFocused();
    const frames: number[] = [];
    for (const key of ['ArrowDown', 'ArrowRight', 'PageDown', 'End', 'ArrowUp', 'Home']) {
      await press(key);
      frames.push(element.frame);
    }
    expect(frames).to.deep.equal([1, 2, 4, 11, 10, 0]);
  });

  it('shows the frame, and tells the page', async () => {
    const element = await showFocused();
    const changes = heard(element, 'dicom-change');
    const renders = heard(element, 'dicom-render');
    await press('ArrowDown');
    await element.rendered;
    expect(changes).to.deep.equal([{ frame: 1 }]);
    expect(renders.map(({ frame }) => frame)).to.deep.equal([1]);
  });

  it('moves the window with Shift', async () => {
    const element = await showFocused();
    await press('ArrowRight', 'Shift');
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([undefined, 2010]);
    await press('ArrowUp', 'Shift');
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([990, 2010]);
  });

  it('counts from numbers that a script gave as text', async () => {
    const element = await showFocused();
    Object.assign(element, { frame: '3', windowWidth: '40' });
    await element.rendered;
    await press('ArrowDown');
    await press('ArrowRight', 'Shift');
    expect([element.frame, element.windowWidth]).to.deep.equal([4, 50]);
  });

  it('in a field that the page puts on the image is the field’s', async () => {
    const field = '<label slot="error">What now? <input /></label>';
    const element = putWithTool({ src: generated('broken-frame') }, field);
    await element.rendered;
    element.frame = 1;
    await failureOf(element.rendered);
    await element.updateComplete;
    const changes = heard(element, 'dicom-change');
    const input = element.querySelector('input');
    input?.focus();
    await press('a');
    await press('ArrowLeft');
    await press('b');
    await press('End');
    await press('ArrowUp', 'Shift');
    expect(input?.value).to.equal('ba');
    expect(changes).to.be.empty;
    expect(element.frame).to.equal(1);
  });

  it('is the page’s while nothing is shown', async () => {
    const element = await showWithTool(stack);
    element.src = undefined;
    await element.rendered;
    await press('Tab');
    expect(element.shadowRoot?.activeElement).not.to.equal(stageOf(element));
  });
});

describe('gestures while a source loads', () => {
  it('leave the image before alone', async () => {
    const element = await showWithTool(stack);
    element.src = halfOf(sample('CT_small.dcm'));
    await next(element, 'dicom-progress');
    const changes = heard(element, 'dicom-change');
    await drag(stageOf(element), 0.2, 0.2);
    await press('ArrowDown');
    expect(changes).to.be.empty;
  });
});

describe('the window that a user chose', () => {
  it('stays for the frames of the image', async () => {
    const element = await showWithTool(stack);
    await drag(stageOf(element), 0.2, 0.2);
    const { windowCenter, windowWidth } = element;
    const renders = heard(element, 'dicom-render');
    element.frame = 3;
    await element.rendered;
    expect(renders.at(-1)).to.include({ frame: 3, windowCenter, windowWidth });
  });

  it('goes when another source comes', async () => {
    const element = await showWithTool(stack);
    await drag(stageOf(element), 0.2, 0.2);
    expect(element.windowCenter).not.to.equal(undefined);
    element.src = sample('CT_small.dcm');
    await element.rendered;
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([undefined, undefined]);
    expect(element.hasAttribute('window-center')).to.be.false;
  });

  it('goes when the source is removed', async () => {
    const element = await showWithTool(stack);
    await drag(stageOf(element), 0.2, 0.2);
    element.removeAttribute('src');
    await element.rendered;
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([undefined, undefined]);
  });

  it('gives way to the page’s when another source comes', async () => {
    const element = await showWithTool(stack, { 'window-center': '40', 'window-width': '400' });
    await drag(stageOf(element), 0.2, 0.2);
    element.src = sample('CT_small.dcm');
    await element.rendered;
    expect([element.windowCenter, element.windowWidth]).to.deep.equal([40, 400]);
  });

  it('gives way to what the page sets after it, for good', async () => {
    const element = await showWithTool(stack);
    await drag(stageOf(element), 0.2, 0.2);
    element.windowCenter = 77;
    element.src = sample('CT_small.dcm');
    await element.rendered;
    expect(element.windowCenter).to.equal(77);
  });

  it('while another source loads is not meant for that', async () => {
    const element = await showWithTool(stack, { controls: '' });
    await openPanel(element, 'Presets');
    element.src = slowly(sample('CT_small.dcm'));
    await next(element, 'dicom-progress');
    const center = slider(element, 'Center');
    center.value = '300';
    center.dispatchEvent(new Event('input'));
    expect(element.windowCenter).to.equal(300);
    await element.rendered;
    expect(element.windowCenter).to.equal(undefined);
  });

  it('is the page’s own if no user was there', async () => {
    const element = await showWithTool(stack, { 'window-center': '40', frame: '3' });
    element.src = sample('rtdose.dcm');
    await element.rendered;
    expect([element.windowCenter, element.frame]).to.deep.equal([40, 3]);
  });
});
