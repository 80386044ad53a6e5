import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { generated, heard, inside, sample, slider, showWithTool } from './harness.js';
import { turnWheel } from './user.js';

const notch = 100;

function stageOf(element: DicomViewer): HTMLElement {
  return inside(element, '.stage');
}

/** Shows an image on a page that is long enough to be scrolled. */
async function showOnLongPage(src = generated('stack')): Promise<DicomViewer> {
  const element = await showWithTool(src);
  element.style.marginBottom = '3000px';
  return element;
}

/** Turns a wheel that the page is scrolled by. */
async function scrollPage(element: DicomViewer, down: number, right = 0): Promise<void> {
  const scrolled = new Promise((resolve) => {
    document.addEventListener('scroll', resolve, { once: true });
  });
  await turnWheel(stageOf(element), down, right);
  await scrolled;
}

describe('the wheel over the image', () => {
  afterEach(() => {
    window.scrollTo(0, 0);
  });

  it('scrolls the page until the element has focus', async () => {
    const element = await showOnLongPage();
    const changes = heard(element, 'dicom-change');
    await scrollPage(element, notch);
    expect(changes).to.be.empty;
  });

  it('steps through the frames while the image has focus, and the page stays', async () => {
    const element = await showOnLongPage();
    stageOf(element).focus();
    const changes = heard(element, 'dicom-change');
    await turnWheel(stageOf(element), notch);
    await turnWheel(stageOf(element), 2 * notch);
    await turnWheel(stageOf(element), -notch);
    expect(changes).to.deep.equal([{ frame: 1 }, { frame: 3 }, { frame: 2 }]);
    expect(window.scrollY).to.equal(0);
  });

  it('steps while a slider has focus', async () => {
    const element = await showOnLongPage();
    element.controls = true;
    await element.updateComplete;
    slider(element, 'Frame').focus();
    await turnWheel(stageOf(element), notch);
    expect(element.frame).to.equal(1);
  });

  it('stays at the first and the last frame, and so does the page', async () => {
    const element = await showOnLongPage();
    stageOf(element).focus();
    const changes = heard(element, 'dicom-change');
    await turnWheel(stageOf(element), -notch);
    await turnWheel(stageOf(element), 50 * notch);
    await turnWheel(stageOf(element), notch);
    expect(changes).to.deep.equal([{ frame: 11 }]);
    expect(window.scrollY).to.equal(0);
  });

  it('scrolls the page again when the focus is elsewhere', async () => {
    const element = await showOnLongPage();
    stageOf(element).focus();
    stageOf(element).blur();
    await scrollPage(element, notch);
    expect(element.frame).to.equal(0);
  });

  it('scrolls the page where there is a single frame', async () => {
    const element = await showOnLongPage(sample('CT_small.dcm'));
    stageOf(element).focus();
    await scrollPage(element, notch);
  });
});
