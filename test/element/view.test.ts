import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { canvasOf, generated, heard, pixel, pixels, put, sample, sha256, show } from './harness.js';
import { failureOf } from '../failure.js';

const stack = generated('stack');
const windows = generated('voi-luts');

/** The gray level of a pixel. */
function gray(element: DicomViewer, x: number, y: number): number | undefined {
  const [red, green, blue] = pixel(element, x, y);
  expect([green, blue]).to.deep.equal([red, red]);
  return red;
}

describe('the frame', () => {
  it('is shown from the start if it stands in the tag', async () => {
    const element = put({ src: stack, frame: '7' });
    const renders = heard(element, 'dicom-render');
    await element.rendered;
    expect(renders.map(({ frame }) => frame)).to.deep.equal([7]);
  });

  it('changes what is on the canvas', async () => {
    const element = await show(stack);
    // Values grow by 100 from frame to frame; the window is 2000 wide.
    const first = gray(element, 0, 0) ?? NaN;
    element.frame = 10;
    await element.rendered;
    expect(gray(element, 0, 0)).to.be.closeTo(first + (1000 / 2000) * 255, 1);
  });

  for (const [asked, shown] of [
    [99, 11],
    [-5, 0],
    [3.7, 3],
    [NaN, 0],
  ] as const) {
    it(`${String(asked)} of 12 is clamped to ${String(shown)}`, async () => {
      const element = await show(stack, { frame: '5' });
      element.frame = asked;
      await element.rendered;
      expect(element.frame).to.equal(shown);
      expect(element.getAttribute('frame')).to.equal(String(shown));
    });
  }

  it('may be given as text by a script', async () => {
    const element = await show(stack);
    const renders = heard(element, 'dicom-render');
    Object.assign(element, { frame: '3' });
    await element.rendered;
    expect(element.frame).to.equal(3);
    expect(renders.map(({ frame }) => frame)).to.deep.equal([3]);
  });

  it('0 can be reached again', async () => {
    const element = await show(stack, { frame: '5' });
    const renders = heard(element, 'dicom-render');
    element.frame = 0;
    await element.rendered;
    expect(renders.map(({ frame }) => frame)).to.deep.equal([0]);
  });

  it('that is set together with a new source is meant for that', async () => {
    const element = await show(sample('CT_small.dcm'));
    const renders = heard(element, 'dicom-render');
    Object.assign(element, { src: stack, frame: 9 });
    await element.rendered;
    expect(renders.map(({ frame }) => frame)).to.deep.equal([9]);
  });
});

describe('the window', () => {
  it('is the file’s own at first', async () => {
    const element = put({ src: stack });
    const renders = heard(element, 'dicom-render');
    await element.rendered;
    expect(renders[0]).to.include({ windowCenter: 1000, windowWidth: 2000 });
    expect(element.windowCenter).to.equal(undefined);
    expect(element.windowWidth).to.equal(undefined);
  });

  it('puts its center in the middle of the ramp and its width over all of it', async () => {
    const element = await show(stack, { 'window-center': '480', 'window-width': '100' });
    // The value of a pixel is its place in rows of 40.
    expect(gray(element, 0, 12)).to.be.closeTo(128, 2);
    expect(gray(element, 29, 10)).to.equal(0);
    expect(gray(element, 10, 13)).to.equal(255);
  });

  it('may have a center of 0', async () => {
    const element = await show(stack, { 'window-center': '0', 'window-width': '100' });
    expect(gray(element, 0, 0)).to.be.closeTo(128, 2);
  });

  it('may be given as text by a script', async () => {
    const element = await show(stack);
    const renders = heard(element, 'dicom-render');
    Object.assign(element, { windowCenter: '480', windowWidth: '40' });
    await element.rendered;
    expect(renders.at(-1)).to.include({ windowCenter: 480, windowWidth: 40 });
  });

  it('takes what is not set from the file', async () => {
    const element = put({ src: stack, 'window-center': '200' });
    const renders = heard(element, 'dicom-render');
    await element.rendered;
    expect(renders[0]).to.include({ windowCenter: 200, windowWidth: 2000 });
  });

  it('ignores a width of less than 1', async () => {
    const element = put({ src: stack, 'window-width': '0.5' });
    const renders = heard(element, 'dicom-render');
    await element.rendered;
    expect(renders[0]).to.include({ windowWidth: 2000 });
  });

  it('is the file’s own again when it is unset', async () => {
    const element = await show(stack, { 'window-center': '480', 'window-width': '100' });
    const renders = heard(element, 'dicom-render');
    element.removeAttribute('window-center');
    element.windowWidth = undefined;
    await element.rendered;
    expect(renders.at(-1)).to.include({ windowCenter: 1000, windowWidth: 2000 });
  });
});

describe('the attribute voi', () => {
  it('chooses by index, LUTs first', async () => {
    const element = await show(windows);
    expect(gray(element, 0, 0)).to.equal(0);
    element.voi = 1; // the negative of it
    await element.rendered;
    expect(gray(element, 0, 0)).to.equal(255);
  });

  it('chooses by the explanation of the file', async () => {
    const element = put({ src: windows, voi: 'Dark' });
    const renders = heard(element, 'dicom-render');
    await element.rendered;
    expect(renders[0]).to.include({ windowCenter: 64, windowWidth: 128 });
  });

  it('warns of a name that the file has not, and shows the first', async () => {
    const element = await show(windows);
    const first = await sha256(pixels(element));
    const warnings = heard(element, 'dicom-warning');
    element.voi = 'Brain';
    await element.rendered;
    expect(warnings.map(({ code }) => code)).to.deep.equal(['view']);
    expect(await sha256(pixels(element))).to.equal(first);
  });
});

describe('colour', () => {
  it('comes of a colour map', async () => {
    const element = await show(stack, { colormap: 'hot' });
    const [red, green, blue] = pixel(element, 39, 23);
    expect(red).to.be.greaterThan(green ?? NaN);
    expect(blue).to.equal(0);
  });

  it('is gray under a colour map that does not exist, with a warning', async () => {
    const element = put({ src: stack, colormap: 'plaid' });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    expect(warnings.map(({ code }) => code)).to.deep.equal(['view']);
    expect(gray(element, 39, 23)).to.be.greaterThan(0);
  });

  it('is inverted on request, and back', async () => {
    const element = await show(stack);
    const before = gray(element, 39, 23) ?? NaN;
    element.invert = true;
    await element.rendered;
    expect(gray(element, 39, 23)).to.equal(255 - before);
    element.removeAttribute('invert');
    await element.rendered;
    expect(gray(element, 39, 23)).to.equal(before);
  });
});

describe('interpolation', () => {
  for (const [value, rendering] of [
    ['smooth', 'auto'],
    ['pixelated', 'pixelated'],
  ] as const) {
    it(`${value} leaves the browser to scale the canvas as ${rendering}`, async () => {
      const element = await show(stack, { interpolation: value });
      expect(getComputedStyle(canvasOf(element)).imageRendering).to.equal(rendering);
    });
  }
});

describe('reset', () => {
  it('goes back to the file’s own window and to frame 0, and keeps the rest', async () => {
    const attributes = { frame: '3', 'window-center': '1', 'window-width': '9', voi: '0' };
    const element = await show(stack, { ...attributes, colormap: 'hot', invert: '' });
    const renders = heard(element, 'dicom-render');
    element.reset();
    await element.rendered;
    expect(renders.at(-1)).to.include({ frame: 0, windowCenter: 1000, windowWidth: 2000 });
    expect(element.frame).to.equal(0);
    expect([element.windowCenter, element.windowWidth, element.voi]).to.deep.equal(
      Array(3).fill(undefined),
    );
    expect([element.colormap, element.invert]).to.deep.equal(['hot', true]);
  });
});

describe('what is asked for', () => {
  it('is rendered only as it is in the end, however often it changed', async () => {
    const element = await show(generated('ct-2048'));
    const renders = heard(element, 'dicom-render');
    for (let width = 1; width <= 50; width += 1) {
      element.windowWidth = width;
      await element.updateComplete;
    }
    await element.rendered;
    expect(renders.map(({ windowWidth }) => windowWidth)).to.deep.equal([1, 50]);
  });

  it('is on the canvas when rendered is kept', async () => {
    const element = await show(stack, { 'window-center': '480', 'window-width': '100' });
    element.windowCenter = 2000;
    await element.rendered;
    expect(gray(element, 39, 23)).to.equal(0);
  });
});

describe('a frame that can not be decoded', () => {
  it('is an error, and the next one is shown all the same', async () => {
    const element = await show(generated('broken-frame'));
    const errors = heard(element, 'dicom-error');
    element.frame = 1;
    expect(await failureOf(element.rendered)).to.include({ code: 'decode' });
    expect(errors.map(({ code }) => code)).to.deep.equal(['decode']);
    element.frame = 2;
    await element.rendered;
    expect(element.error).to.equal(null);
    expect(errors).to.have.length(1);
  });
});
