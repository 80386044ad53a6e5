import { expect } from 'chai';

import { DicomError, type DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  button,
  canvasOf,
  fileOf,
  generated,
  halfOf,
  has,
  heard,
  inside,
  next,
  pixels,
  putWithControls,
  sample,
  sha256,
  show,
} from './harness.js';
import { click, drop, hold, paste, press } from './user.js';

const ct = sample('CT_small.dcm');
const stack = generated('stack');
const page = new File(['<!doctype html><p>Not an image.'], 'page.html', { type: 'text/html' });

/** Drops a file that can't be shown, and waits until that is told. */
async function dropInVain(element: DicomViewer, file: File = page): Promise<DicomError> {
  drop(element, file);
  const failure = (await failureOf(element.rendered)) as DicomError;
  await element.rendered;
  await element.updateComplete;
  return failure;
}

describe('files that are held over an element', () => {
  it('with an image would replace that, which it says', async () => {
    const element = await show(ct, { controls: '' });
    hold(element, page);
    await element.updateComplete;
    expect(inside(element, '.drop').textContent).to.equal('Drop to replace the image');
    element.dispatchEvent(new DragEvent('dragleave'));
    await element.updateComplete;
    expect(has(element, '.drop')).to.be.false;
  });

  it('without one would be opened, which it says', async () => {
    const element = putWithControls();
    hold(element, page);
    await element.updateComplete;
    expect(inside(element, '.drop').textContent).to.equal('Drop to open');
  });

  it('without controls are left to the page', async () => {
    const element = await show(ct, { tool: 'window' });
    expect(hold(element, page)).to.be.false;
    await element.updateComplete;
    expect(has(element, '.drop')).to.be.false;
  });
});

describe('a visitor’s file that can not be shown', () => {
  it('leaves the image, its source and its view as they were', async () => {
    const element = await show(stack, { controls: '', frame: '3' });
    inside(element, '.stage').focus();
    await press('ArrowDown');
    await press('ArrowRight', 'Shift');
    element.zoom = 2;
    await element.rendered;
    const image = await sha256(pixels(element));
    const loads = heard(element, 'dicom-load');
    await dropInVain(element);
    expect(await sha256(pixels(element))).to.equal(image);
    expect(canvasOf(element).hidden).to.be.false;
    expect(element).to.include({ frame: 4, windowWidth: 2010, zoom: 2, frameCount: 12 });
    expect(element.currentSrc).to.equal(new URL(stack, location.href).href);
    expect([element.files, element.src]).to.deep.equal([undefined, stack]);
    expect(loads).to.be.empty;
    await press('ArrowDown');
    await element.rendered;
    expect([element.frame, element.windowWidth]).to.deep.equal([5, 2010]);
    element.src = ct;
    await element.rendered;
    expect([element.windowWidth, element.zoom]).to.deep.equal([undefined, 2]);
  });

  it('is an error that the page hears of, while what is shown has none', async () => {
    const element = await show(ct, { controls: '' });
    const errors = heard(element, 'dicom-error');
    const changes = heard(element, 'dicom-change');
    const failure = await dropInVain(element);
    expect(failure).to.be.instanceOf(DicomError);
    expect(errors).to.deep.equal([{ code: 'not-dicom', message: failure.message }]);
    expect([element.error, element.loaded]).to.deep.equal([null, true]);
    expect(changes.map(({ files }) => files)).to.deep.equal([[page]]);
  });

  it('is told over the image at once, until that is closed', async () => {
    const element = await show(ct, { controls: '' });
    await dropInVain(element);
    const notice = inside(element, '.notice');
    expect(notice.role).to.equal('alert');
    expect(notice.textContent).to.include('not a DICOM file');
    element.frame = 0;
    element.windowWidth = 50;
    await element.rendered;
    expect(has(element, '.notice')).to.be.true;
    await click(button(element, 'Close'));
    await element.updateComplete;
    expect(has(element, '.notice')).to.be.false;
    expect(element.shadowRoot?.activeElement).to.equal(inside(element, '.stage'));
  });

  it('is forgotten once another is there', async () => {
    const element = await show(ct, { controls: '' });
    await dropInVain(element);
    drop(element, await fileOf(stack));
    await element.rendered;
    await element.updateComplete;
    expect(has(element, '.notice')).to.be.false;
    expect(element.frameCount).to.equal(12);
  });

  it('has the red panel where nothing was shown', async () => {
    const element = putWithControls();
    drop(element, page);
    expect(await failureOf(element.rendered)).to.include({ code: 'not-dicom' });
    await element.updateComplete;
    expect(has(element, '.error:not(.notice)')).to.be.true;
    expect(element.error?.code).to.equal('not-dicom');
  });

  for (const [what, file] of [
    ['that can not be decoded', generated('part-2')],
    ['without an image', sample('rtplan.dcm')],
  ] as const) {
    it(`is left like that where it is DICOM ${what}`, async () => {
      const element = await show(stack, { controls: '', frame: '7' });
      const image = await sha256(pixels(element));
      await dropInVain(element, await fileOf(file));
      expect(await sha256(pixels(element))).to.equal(image);
      expect(element).to.include({ frame: 7, frameCount: 12, error: null });
      expect(has(element, '.notice')).to.be.true;
      expect(await element.pixelAt(3, 2)).to.equal(700 + 2 * 40 + 3);
    });
  }

  it('gives way to the one that was dropped before it', async () => {
    const element = await show(stack, { controls: '' });
    drop(element, page);
    drop(element, await fileOf(ct));
    await element.rendered;
    expect(element.columns).to.equal(128);
    drop(element, await fileOf(stack));
    drop(element, page);
    await failureOf(element.rendered);
    await element.rendered;
    expect(element.columns).to.equal(128);
    expect([...(element.files as File[])].map(({ name }) => name)).to.deep.equal(['image.dcm']);
  });

  it('gives way to a source that the page sets meanwhile', async () => {
    const element = await show(stack, { controls: '' });
    drop(element, page);
    element.src = ct;
    await element.rendered;
    expect([element.columns, element.error]).to.deep.equal([128, null]);
    await element.updateComplete;
    expect(has(element, '.notice')).to.be.false;
  });

  it('takes up the loading again that it had ended', async () => {
    const element = putWithControls({}, `<source src="${ct}"><source src="${halfOf(stack)}">`);
    await next(element, 'dicom-load');
    paste(element, page);
    const again = next(element, 'dicom-load');
    await next(element, 'dicom-error');
    expect((await again).detail.columns).to.equal(128);
  });

  it('leaves nothing behind in Python', async () => {
    const element = await show(stack, { controls: '' });
    const viewer = element.constructor as typeof DicomViewer;
    const { studies } = await viewer.statistics();
    await dropInVain(element);
    await dropInVain(element, await fileOf(sample('rtplan.dcm')));
    expect((await viewer.statistics()).studies).to.equal(studies);
    drop(element, await fileOf(ct));
    await element.rendered;
    expect((await viewer.statistics()).studies).to.equal(studies);
  });
});
