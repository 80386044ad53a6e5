import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { generated, has, inside, put, sample, show } from './harness.js';
import { steps, written, type WrittenSeries } from './written-slices.js';

async function showSeries(
  series: Partial<WrittenSeries>,
  attributes: Record<string, string> = {},
): Promise<DicomViewer> {
  const element = put({ 'corner-text': '', ...attributes });
  element.style.width = '400px';
  element.files = written({ offsets: steps(3, 1), ...series });
  await settled(element);
  return element;
}

/** Waits until the image is there, and the size of its pane is known. */
async function settled(element: DicomViewer): Promise<void> {
  await element.rendered;
  await element.updateComplete; // the bar's module is there
  // The size is seen in the first frame, and the bar follows it in the second, after this has been called.
  for (let frame = 0; frame < 3; frame += 1) {
    await new Promise(requestAnimationFrame);
  }
  await element.updateComplete;
}

/** How long the bar says that it is, in mm, and how long it is, in CSS pixels. */
function barOf(element: DicomViewer): [millimetres: number, pixels: number] {
  const bar = inside(element, '[part="scale-bar"]');
  const path = bar.querySelector<SVGPathElement>('path');
  return [Number.parseFloat(bar.textContent), path?.getBBox().width ?? 0];
}

/** CSS pixels in a mm from left to right, by where the canvas lies on the page. */
function measured(element: DicomViewer, millimetresWide: number): number {
  return inside(element, 'canvas').getBoundingClientRect().width / millimetresWide;
}

describe('the scale bar', () => {
  it('is as long as it says, by the canvas on the page', async () => {
    const element = await showSeries({ columns: 64, rows: 48, spacing: [0.5, 0.5] });
    const [millimetres, pixels] = barOf(element);
    expect([1, 2, 5, 10, 20]).to.include(millimetres);
    expect(pixels / millimetres).to.be.closeTo(measured(element, 32), 0.05);
    expect(pixels).to.be.within(20, 121);
  });

  it('follows zoom, rotation, and the size of the element', async () => {
    const element = await showSeries({ columns: 64, rows: 48, spacing: [0.5, 0.5] });
    const [before] = barOf(element);
    element.zoom = 5;
    await settled(element);
    const [millimetres, pixels] = barOf(element);
    expect(millimetres).to.be.below(before);
    expect(pixels / millimetres).to.be.closeTo(measured(element, 32), 0.05);
    Object.assign(element, { zoom: 1, rotation: 90 });
    await settled(element);
    const turned = barOf(element);
    expect(turned[1] / turned[0]).to.be.closeTo(measured(element, 24), 0.05);
    element.rotation = 0;
    element.style.width = '250px';
    await settled(element);
    const narrow = barOf(element);
    expect(narrow[1] / narrow[0]).to.be.closeTo(measured(element, 32), 0.05);
  });

  it('is right where pixels are not square', async () => {
    const element = await showSeries({ columns: 64, rows: 24, spacing: [0.5, 1.5] });
    const [millimetres, pixels] = barOf(element);
    expect(pixels / millimetres).to.be.closeTo(measured(element, 32), 0.05);
    element.rotation = 90;
    await settled(element);
    const turned = barOf(element);
    expect(turned[1] / turned[0]).to.be.closeTo(measured(element, 36), 0.05);
  });

  it('is in each of three planes', async () => {
    const element = await showSeries({ offsets: steps(40, 1) }, { plane: 'mpr', controls: '' });
    element.style.width = '1000px';
    await settled(element);
    const bars = element.shadowRoot?.querySelectorAll('[part="scale-bar"]') ?? [];
    expect(bars).to.have.length(3);
    const [millimetres, pixels] = barOf(element);
    expect(pixels / millimetres).to.be.closeTo(measured(element, 32), 0.05);
  });

  it('is written as the language writes numbers, from left to right', async () => {
    const element = await showSeries({ spacing: [0.01, 0.01] }, { lang: 'de' });
    await settled(element);
    expect(inside(element, '[part="scale-bar"]').textContent.trim()).to.match(/^0,\d+ mm$/);
  });

  it('is missing where the file gives no spacing, and where neither controls nor texts are shown', async () => {
    const element = await show(generated('ct'), { 'corner-text': '' });
    await settled(element);
    const spacing = element.metadata?.['00280030'];
    expect(has(element, '[part="scale-bar"]')).to.equal(spacing !== undefined);
    const colour = await show(sample('examples_rgb_color.dcm'), { controls: '' });
    await settled(colour);
    expect(has(colour, '[part="scale-bar"]')).to.be.false;
    const plain = await show(sample('CT_small.dcm'));
    await settled(plain);
    expect(has(plain, '[part="scale-bar"]')).to.be.false;
  });

  it('is missing where there is no room for it', async () => {
    const element = await showSeries({});
    element.style.width = '110px';
    await settled(element);
    expect(has(element, '[part="scale-bar"]')).to.be.false;
  });
});
