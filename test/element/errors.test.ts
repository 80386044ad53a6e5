import { expect } from 'chai';

import { DicomError, type DicomViewer } from '/dist/dicom-viewer.js';

import { clockOfSuite } from '../clock.js';
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
  otherOrigin,
  put,
  sample,
  show,
} from './harness.js';
import { click } from './user.js';

const ct = sample('CT_small.dcm');
const elsewhere = await otherOrigin();

const failures: [what: string, code: string, src: string, words: string][] = [
  ['that is not there', 'network', '/status/404', '404'],
  ['of a server that fails', 'network', '/status/500', '500'],
  // Port 9 is the discard service's, which browsers refuse to ask.
  [
    'of a server that can not be reached',
    'network',
    'http://127.0.0.1:9/ct.dcm',
    "can't be reached",
  ],
  [
    'that another origin keeps to itself',
    'cors',
    `${elsewhere}/nocors/pydicom/CT_small.dcm`,
    elsewhere,
  ],
  ['of another kind', 'not-dicom', '/package.json', 'not a DICOM file'],
  ['without a byte', 'not-dicom', 'data:,', 'not a DICOM file'],
  ['that is cut short in its pixels', 'truncated', sample('MR_truncated.dcm'), 'incomplete'],
  [
    'that claims a fragment beyond 2 GiB',
    'truncated',
    generated('fragment-without-end'),
    'incomplete',
  ],
  ['that holds a report', 'no-image', sample('test-SR.dcm'), 'SR Storage'],
  ['that holds a plan', 'no-image', sample('rtplan.dcm'), 'RT Plan Storage'],
  ['that is a video', 'transfer-syntax', generated('mpeg'), 'MPEG2'],
  ['that is larger than any canvas', 'memory', generated('too-large'), '65,535'],
];

/** What an element tells of a failure, in all the ways that it has. */
async function failureIn(element: DicomViewer): Promise<DicomError> {
  const { detail } = await next(element, 'dicom-error');
  const { error } = element;
  expect(error).to.be.instanceOf(DicomError);
  expect(detail).to.deep.equal({ code: error?.code, message: error?.message });
  expect(await failureOf(element.rendered)).to.equal(error);
  await element.updateComplete;
  const panel = inside(element, '[part="error"][role="alert"]');
  expect(panel.textContent).to.include(error?.message);
  expect(panel.textContent).to.include(error?.advice);
  expect(has(element, '[part="progress"]')).to.be.false;
  return error ?? new DicomError('internal', 'unexpected', { detail: 'no error' });
}

describe('a file', () => {
  for (const [what, code, src, words] of failures) {
    it(`${what} is an error of ${code}`, async () => {
      const element = put({ src });
      const error = await failureIn(element);
      expect(error.code).to.equal(code);
      expect(error.message).to.include(words);
      expect(element.loaded).to.be.false;
      expect([element.rows, element.columns, element.frameCount]).to.deep.equal([0, 0, 0]);
      expect(element.metadata).to.equal(error.metadata ?? undefined);
    });
  }

  it('whose first frame is broken is an error of decode', async () => {
    const element = put({ src: generated('broken-frame'), frame: '1' });
    const loads = heard(element, 'dicom-load');
    expect((await failureIn(element)).code).to.equal('decode');
    expect(loads).to.be.empty;
    expect(element.loaded).to.be.false;
  });

  it('of JPEG 2000 with extensions is an error of decode', async () => {
    const error = await failureIn(put({ src: generated('part-2') }));
    expect(error.code).to.equal('decode');
    expect(error.message).to.include('extensions of JPEG 2000 Part 2');
  });

  it('whose first frame is broken leaves nothing of the image before', async () => {
    const element = await show(generated('stack'), { frame: '1' });
    element.src = generated('broken-frame');
    expect((await failureIn(element)).code).to.equal('decode');
    const { hidden, width, height } = canvasOf(element);
    expect({ hidden, width, height }).to.deep.equal({ hidden: true, width: 0, height: 0 });
    expect([element.columns, element.rows, element.frameCount]).to.deep.equal([64, 48, 3]);
    expect(element.metadata?.summary.modality).to.equal('OT');
  });

  it('that is missing from a list is an error of not-dicom', async () => {
    const element = put();
    element.files = [];
    expect((await failureIn(element)).code).to.equal('not-dicom');
  });

  it('that is a number is an error of not-dicom', async () => {
    const element = put();
    Object.assign(element, { files: 5 });
    expect((await failureIn(element)).code).to.equal('not-dicom');
  });

  it('of local data that is not DICOM is an error of not-dicom', async () => {
    const element = put();
    element.files = [new TextEncoder().encode('a text')];
    expect((await failureIn(element)).code).to.equal('not-dicom');
  });
});

describe('a download that stalls', () => {
  const clock = clockOfSuite();

  it('is an error of network after 15 seconds', async () => {
    const element = put();
    element.addEventListener('dicom-progress', ({ detail }) => {
      if (detail.phase === 'source') {
        setTimeout(() => {
          clock.pass(15_000); // while the next bytes are waited for
        });
      }
    });
    element.src = halfOf(ct);
    const error = await failureIn(element);
    expect(error.code).to.equal('network');
    expect(error.message).to.include('15 seconds');
  });
});

describe('an error', () => {
  it('is told once', async () => {
    const element = put();
    const errors = heard(element, 'dicom-error');
    element.src = '/package.json';
    await failureOf(element.rendered);
    await failureOf(element.rendered);
    expect(errors).to.have.length(1);
  });

  it('that may pass can be tried again', async () => {
    const element = put({ src: '/status/404' });
    await failureIn(element);
    const again = next(element, 'dicom-error');
    await click(button(element, 'Try again'));
    expect((await again).detail.code).to.equal('network');
  });

  it('that has passed is gone when it is tried again', async () => {
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.resolve(new Response(null, { status: 503 }));
    const element = put({ src: ct });
    await failureIn(element);
    globalThis.fetch = fetch;
    const load = next(element, 'dicom-load');
    await click(button(element, 'Try again'));
    expect((await load).detail.columns).to.equal(128);
    await element.rendered;
    expect(element.error).to.equal(null);
    expect(has(element, '[part="error"]')).to.be.false;
  });

  it('that stays can not be tried again', async () => {
    const element = put({ src: '/package.json' });
    await failureIn(element);
    expect(() => button(element, 'Try again')).to.throw('no button');
  });

  it('takes the image of the source before away', async () => {
    const element = await show(ct);
    element.src = '/package.json';
    await failureIn(element);
    expect(canvasOf(element).hidden).to.be.true;
  });

  it('does not stop the next source', async () => {
    const element = put({ src: '/package.json' });
    await failureIn(element);
    element.src = ct;
    await element.rendered;
    expect(element.error).to.equal(null);
    expect(element.loaded).to.be.true;
    expect(has(element, '[part="error"]')).to.be.false;
  });

  it('does not stop another element', async () => {
    const broken = put({ src: '/package.json' });
    const sound = put({ src: ct });
    await failureOf(broken.rendered);
    await sound.rendered;
    expect(sound.loaded).to.be.true;
  });

  it('goes with its source', async () => {
    const element = put({ src: '/package.json' });
    await failureIn(element);
    element.removeAttribute('src');
    await element.rendered;
    expect(element.error).to.equal(null);
    expect(has(element, '[part="error"]')).to.be.false;
  });

  it('can be told in the page’s own words', async () => {
    const element = put({ src: '/package.json' }, '<p slot="error">Ask the front desk.</p>');
    await failureIn(element);
    const words = element.querySelector('p');
    expect(words?.assignedSlot?.closest('[part="error"]')).to.equal(
      inside(element, '[part="error"]'),
    );
  });

  it('is not met by a page that reads a sound file', async () => {
    const element = put();
    const errors = heard(element, 'dicom-error');
    element.files = [await fileOf(ct)];
    await element.rendered;
    expect(errors).to.be.empty;
  });
});
