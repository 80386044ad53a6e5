import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  canvasOf,
  eachRequest,
  generated,
  halfOf,
  has,
  heard,
  inside,
  next,
  put,
  sample,
  slowly,
} from './harness.js';

const ct = sample('CT_small.dcm');
const stack = generated('stack');

/** A source that has begun to come and will never end. */
async function loading(): Promise<DicomViewer> {
  const element = put({ src: halfOf(ct) });
  let phase = '';
  while (phase !== 'source') {
    ({ phase } = (await next(element, 'dicom-progress')).detail);
  }
  return element;
}

describe('a source that is replaced while it loads', () => {
  const { fetch } = globalThis;
  /** What ends each download. */
  let signals: AbortSignal[];

  beforeEach(() => {
    signals = [];
    globalThis.fetch = (input, init) => {
      signals.push(init?.signal ?? new AbortController().signal);
      return fetch(input, init);
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('is aborted', async () => {
    const element = await loading();
    element.src = stack;
    await element.updateComplete;
    expect(signals[0]?.aborted).to.be.true;
    await element.rendered;
  });

  it('gives way to the new one', async () => {
    const element = await loading();
    element.src = stack;
    await element.rendered;
    expect(element.frameCount).to.equal(12);
    expect(element.currentSrc).to.include('stack');
  });

  it('is no error', async () => {
    const element = await loading();
    const errors = heard(element, 'dicom-error');
    element.src = stack;
    await element.rendered;
    expect(errors).to.be.empty;
    expect(element.error).to.equal(null);
  });

  it('warns no more of what Python finds in it', async () => {
    const element = put();
    const warnings = heard(element, 'dicom-warning');
    const forget = eachRequest(() => {
      forget();
      element.src = stack;
    });
    element.src = generated('cut-within-frames');
    await next(element, 'dicom-load');
    await element.rendered;
    expect(element.frameCount).to.equal(12);
    expect(warnings).to.be.empty;
  });

  it('warns no more of how it was to be seen', async () => {
    const element = put({ src: stack });
    await element.rendered;
    const warnings = heard(element, 'dicom-warning');
    const forget = eachRequest(() => {
      forget();
      Object.assign(element, { src: slowly(ct), voi: undefined });
    });
    element.voi = 'Brain'; // which the stack has not
    await next(element, 'dicom-load');
    await element.rendered;
    expect(element.columns).to.equal(128);
    expect(warnings).to.be.empty;
  });

  it('brings no more progress', async () => {
    const element = put({ src: slowly(ct) });
    await next(element, 'dicom-progress');
    element.src = stack;
    await element.updateComplete;
    const details = heard(element, 'dicom-progress');
    await element.rendered;
    expect(details.map(({ total }) => total)).not.to.include(39206);
  });

  it('leaves the place to nothing if there is none other', async () => {
    const element = await loading();
    element.removeAttribute('src');
    await element.rendered;
    expect(element.loaded).to.be.false;
    expect(has(element, '[part="progress"]')).to.be.false;
    expect(has(element, '.placeholder')).to.be.true;
  });

  for (const [step, type] of [
    ['opens', 'add'],
    ['renders', 'picture'],
  ] as const) {
    it(`never reaches the canvas, though Python ${step} it already`, async () => {
      const element = put();
      const loads = heard(element, 'dicom-load');
      const renders = heard(element, 'dicom-render');
      const forget = eachRequest((request) => {
        if (request.type === type) {
          forget();
          element.src = slowly(stack);
        }
      });
      element.src = ct;
      await next(element, 'dicom-load');
      await element.rendered;
      expect(loads.map(({ columns }) => columns)).to.deep.equal([40]);
      expect(renders).to.have.length(1);
      expect(canvasOf(element).width).to.equal(40);
    });
  }

  it('gives way to the last of many in a row', async () => {
    const element = put();
    const loads = heard(element, 'dicom-load');
    for (const src of [ct, stack, ct, '/package.json', ct, stack]) {
      element.src = src;
      await element.updateComplete;
    }
    await element.rendered;
    expect(loads.map(({ columns }) => columns)).to.deep.equal([40]);
    expect(element.error).to.equal(null);
  });
});

describe('a source that loads', () => {
  it('shows a bar with the bytes that have come', async () => {
    const element = await loading();
    await element.updateComplete;
    const bar = inside(element, '[part="progress"] progress') as HTMLProgressElement;
    expect(bar.max).to.equal(39206);
    expect(bar.value).to.be.within(1, 39205);
    expect(inside(element, '[part="progress"]').textContent).to.match(/\d of \d.* MB/);
  });

  it('shows the bar no more once it is there', async () => {
    const element = put({ src: slowly(ct) });
    await element.rendered;
    await element.updateComplete;
    expect(has(element, '[part="progress"]')).to.be.false;
  });

  it('keeps the image of the one before until then', async () => {
    const element = put({ src: stack });
    await element.rendered;
    element.src = halfOf(ct);
    await next(element, 'dicom-progress');
    await element.updateComplete;
    expect(canvasOf(element).hidden).to.be.false;
    expect(element.loaded).to.be.false;
  });

  it('leaves the one before as it was, though the view changes', async () => {
    const element = put({ src: stack });
    await element.rendered;
    const renders = heard(element, 'dicom-render');
    Object.assign(element, {
      src: slowly(generated('frames-with-own-windows')),
      frame: 1,
      invert: true,
    });
    await element.rendered;
    expect(renders.map(({ frame, windowCenter }) => [frame, windowCenter])).to.deep.equal([
      [1, 128],
    ]);
  });

  it('never keeps its promise if it fails', async () => {
    const element = put({ src: '/status/404' });
    expect(await failureOf(element.rendered)).to.include({ code: 'network' });
  });
});
