import { expect } from 'chai';

import { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  canvasOf,
  generated,
  halfOf,
  heard,
  next,
  pixels,
  put,
  sample,
  sha256,
  show,
} from './harness.js';

const ct = sample('CT_small.dcm');
const stack = generated('stack');

async function studies(): Promise<number> {
  return (await DicomViewer.statistics()).studies;
}

/** A piece of the page that elements can move to. */
function section(): HTMLElement {
  const place = document.createElement('section');
  document.body.append(place);
  return place;
}

describe('an element that is removed', () => {
  it('frees its data in Python', async () => {
    const elements = [await show(ct), await show(stack)];
    expect(await studies()).to.equal(2);
    elements[0]?.remove();
    await elements[0]?.rendered;
    expect(await studies()).to.equal(1);
    elements[1]?.remove();
    await elements[1]?.rendered;
    expect(await studies()).to.equal(0);
  });

  it('shows nothing any more', async () => {
    const element = await show(ct);
    element.remove();
    await element.rendered;
    expect(element.loaded).to.be.false;
    expect(element.metadata).to.equal(undefined);
    const { width, height } = canvasOf(element);
    expect([width, height]).to.deep.equal([0, 0]);
  });

  it('loads anew when it comes back', async () => {
    const element = await show(stack, { frame: '4' });
    const before = await sha256(pixels(element));
    element.remove();
    await element.rendered;
    const loads = heard(element, 'dicom-load');
    document.body.append(element);
    await element.rendered;
    expect(loads).to.have.length(1);
    expect(element.frame).to.equal(4);
    expect(await sha256(pixels(element))).to.equal(before);
  });

  it('gives up what it was loading', async () => {
    const element = put({ src: halfOf(ct) });
    await next(element, 'dicom-progress');
    const errors = heard(element, 'dicom-error');
    element.remove();
    await element.rendered;
    expect(errors).to.be.empty;
    expect(await studies()).to.equal(0);
  });

  it('shows a source that was set meanwhile when it comes back', async () => {
    const element = await show(ct);
    element.remove();
    await element.rendered;
    element.src = stack;
    await element.updateComplete;
    expect(await studies()).to.equal(0);
    document.body.append(element);
    await element.rendered;
    expect(element.columns).to.equal(40);
    expect(await studies()).to.equal(1);
  });
});

describe('an element that is moved', () => {
  it('keeps its image and its data', async () => {
    const element = await show(stack, { frame: '3' });
    const loads = heard(element, 'dicom-load');
    const progress = heard(element, 'dicom-progress');
    const before = await sha256(pixels(element));
    section().append(element);
    await element.rendered;
    expect([loads, progress]).to.deep.equal([[], []]);
    expect(element.loaded).to.be.true;
    expect(await sha256(pixels(element))).to.equal(before);
    expect(await studies()).to.equal(1);
  });

  it('still takes part in the page', async () => {
    const element = await show(stack);
    section().append(element);
    element.frame = 5;
    const { detail } = await next(element, 'dicom-render');
    expect(detail.frame).to.equal(5);
  });

  it('does not fail again', async () => {
    const element = put({ src: '/package.json' });
    const error = await failureOf(element.rendered);
    const events = [heard(element, 'dicom-progress'), heard(element, 'dicom-error')];
    section().append(element);
    expect(await failureOf(element.rendered)).to.equal(error);
    expect(events).to.deep.equal([[], []]);
    expect(element.error).to.equal(error);
  });

  it('goes on with what it was loading', async () => {
    const element = put({ src: ct });
    await element.updateComplete;
    section().append(element);
    await element.rendered;
    expect(element.columns).to.equal(128);
    expect(await studies()).to.equal(1);
  });
});

describe('a source that is replaced', () => {
  it('frees the data of the one before', async () => {
    const element = await show(ct);
    for (const src of [stack, ct, stack]) {
      element.src = src;
      await element.rendered;
    }
    expect(await studies()).to.equal(1);
  });

  it('frees also what Python opened in vain', async () => {
    const element = put();
    for (const src of [ct, stack, ct, stack]) {
      element.src = src;
      await element.updateComplete;
    }
    await element.rendered;
    expect(await studies()).to.equal(1);
  });
});

describe('fifty sources, one after the other', () => {
  it('leave nothing behind in Python', async () => {
    const element = await show(stack, { controls: '', info: '' });
    const load = async (times: number) => {
      for (let turn = 0; turn < times; turn += 1) {
        element.src = [ct, sample('MR_small_RLE.dcm'), '/package.json', stack][turn % 4];
        await element.rendered.catch(() => undefined);
        await element.pixelAt(1, 1);
        element.frame = turn % 3;
        await element.rendered.catch(() => undefined);
      }
      element.src = undefined;
      await element.rendered;
      return DicomViewer.statistics();
    };
    const before = await load(8);
    expect(before.studies).to.equal(0);
    expect(await load(50)).to.deep.equal(before);
    expect(canvasOf(element).hidden).to.be.true;
  });
});
