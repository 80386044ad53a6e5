import { expect } from 'chai';

import { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import {
  canvasOf,
  eachRequest,
  fileOf,
  generated,
  has,
  heard,
  next,
  otherOrigin,
  put,
  sample,
  show,
  workers,
} from './harness.js';

const ct = sample('CT_small.dcm');
const stack = generated('stack');
const elsewhere = await otherOrigin();

async function dataUrlOf(src: string): Promise<string> {
  const file = await fileOf(src);
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.readAsDataURL(file);
  });
}

function size({ columns, rows, frameCount }: DicomViewer): number[] {
  return [columns, rows, frameCount];
}

function expectNothingIn(element: DicomViewer): void {
  const { width, height } = canvasOf(element);
  expect([width, height]).to.deep.equal([0, 0]);
  expect(size(element)).to.deep.equal([0, 0, 0]);
  expect(element.metadata).to.equal(undefined);
  expect(element.loaded).to.be.false;
  expect(element.error).to.equal(null);
  expect(element.currentSrc).to.equal('');
  expect(canvasOf(element).hidden).to.be.true;
  expect(has(element, '.placeholder')).to.be.true;
}

describe('a source', () => {
  it('is nothing at first', async () => {
    const element = put();
    await element.rendered;
    expectNothingIn(element);
  });

  it('is shown when it is set', async () => {
    const element = await show(stack);
    expect(size(element)).to.deep.equal([40, 24, 12]);
    expect(element.loaded).to.be.true;
    expect(element.error).to.equal(null);
    expect(element.currentSrc).to.equal(new URL(stack, location.href).href);
    expect(canvasOf(element).hidden).to.be.false;
    expect(has(element, '.placeholder')).to.be.false;
  });

  it('is not loaded before it is on the canvas', async () => {
    const element = put({ src: ct });
    expect(element.loaded).to.be.false;
    const event = next(element, 'dicom-load');
    expect((await event).target).to.equal(element);
    expect(element.loaded).to.be.true;
  });

  it('is replaced when it is changed', async () => {
    const element = await show(stack);
    element.src = ct;
    await element.rendered;
    expect(size(element)).to.deep.equal([128, 128, 1]);
    expect(canvasOf(element).width).to.equal(128);
    expect(element.currentSrc).to.equal(new URL(ct, location.href).href);
  });

  it('is not loaded while the image on the canvas is that of the one before', async () => {
    const element = await show(stack);
    const loaded: boolean[] = [];
    const forget = eachRequest(({ type }) => {
      if (type === 'picture') {
        loaded.push(element.loaded);
      }
    });
    element.src = ct;
    await element.rendered;
    forget();
    expect(loaded).to.deep.equal([false]);
  });

  const ways: [name: string, set: (element: DicomViewer) => void][] = [
    [
      'property',
      (element) => {
        element.src = stack;
      },
    ],
    [
      'attribute',
      (element) => {
        element.setAttribute('src', stack);
      },
    ],
  ];
  for (const [name, set] of ways) {
    it(`is loaded anew when its ${name} is set to the same`, async () => {
      const element = await show(stack);
      const loads = heard(element, 'dicom-load');
      set(element);
      await element.rendered;
      expect(loads).to.have.length(1);
    });
  }

  it('is described as the one before until its first frame is on the canvas', async () => {
    const element = await show(stack);
    const { metadata } = element;
    const described: unknown[] = [];
    const forget = eachRequest(({ type }) => {
      if (type === 'picture') {
        described.push({ size: size(element), metadata: element.metadata });
      }
    });
    const load = next(element, 'dicom-load').then(() => size(element));
    element.src = ct;
    expect(await load).to.deep.equal([128, 128, 1]);
    forget();
    expect(described).to.deep.equal([{ size: [40, 24, 12], metadata }]);
    expect(element.metadata).not.to.deep.equal(metadata);
  });

  it('is cleared when it is removed', async () => {
    const element = await show(stack);
    element.removeAttribute('src');
    await element.rendered;
    expectNothingIn(element);
  });

  it('can be a blob: URL', async () => {
    const url = URL.createObjectURL(await fileOf(ct));
    const element = await show(url);
    URL.revokeObjectURL(url);
    expect(element.columns).to.equal(128);
    expect(element.currentSrc).to.equal(url);
  });

  it('can be a data: URL', async () => {
    const element = await show(await dataUrlOf(stack));
    expect(element.frameCount).to.equal(12);
  });

  it('has metadata: the DICOM JSON model and a summary', async () => {
    const { metadata } = await show(ct);
    expect(metadata?.['00100010']).to.deep.equal({
      vr: 'PN',
      Value: [{ Alphabetic: 'CompressedSamples^CT1' }],
    });
    expect(metadata?.['7FE00010']).to.deep.equal({ vr: 'OW' });
    expect(metadata?.summary).to.include({
      rows: 128,
      columns: 128,
      frameCount: 1,
      modality: 'CT',
      photometricInterpretation: 'MONOCHROME2',
      transferSyntaxName: 'Explicit VR Little Endian',
      signed: true,
    });
  });
});

describe('a source on another origin', () => {
  const { fetch } = globalThis;
  let asked: (RequestCredentials | undefined)[];

  beforeEach(() => {
    asked = [];
    globalThis.fetch = (input, init) => {
      asked.push(init?.credentials);
      return fetch(input, init);
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('is shown, and asked for without credentials', async () => {
    const element = await show(`${elsewhere}/pydicom/CT_small.dcm`);
    expect(element.columns).to.equal(128);
    expect(asked).to.deep.equal(['same-origin']);
  });

  it('is asked for with credentials if the page says so', async () => {
    const crossorigin = 'use-credentials';
    const element = put({ src: `${elsewhere}/pydicom/CT_small.dcm`, crossorigin });
    // That server shares its files, but not with credentials.
    expect(await failureOf(element.rendered)).to.include({ code: 'cors' });
    expect(asked[0]).to.equal('include');
  });
});

describe('the promise rendered', () => {
  it('is kept at once where there is nothing to show', async () => {
    const element = put();
    await element.rendered;
    expect(element.loaded).to.be.false;
  });

  it('is kept when the newest source is on the canvas', async () => {
    const element = put({ src: stack });
    const { rendered } = element;
    element.src = ct;
    await rendered;
    expect(element.columns).to.equal(128);
    expect(element.loaded).to.be.true;
  });
});

describe('the runtime', () => {
  it('can be started early', async () => {
    await DicomViewer.preload();
    expect(workers).to.have.length(1);
  });
});
