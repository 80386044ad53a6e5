import { expect } from 'chai';

import { failureOf } from '../failure.js';
import { eachRequest, generated, otherOrigin, sample, show, workers } from './harness.js';
import { embed, empty, hashOf, open, put, restrict, run, type Page } from './page.js';

const elsewhere = await otherOrigin();
const ct = sample('CT_small.dcm');

const strict = `/strict-csp${empty}`;

/** One file for each decoder that is fetched when it is needed, and one for the colour transform. */
const borrowing = [
  'examples_ybr_color.dcm',
  'SC_rgb_jpeg_gdcm.dcm',
  'MR_small_jpeg_ls_lossless.dcm',
  'JPEG2000.dcm',
  'JPGExtended.dcm',
  'rtdose_rle.dcm',
]
  .map(sample)
  .concat(generated('jpeg-xl'), generated('rgb-wide-gamut'));

/** Embeds those files, one after the other, and expects the pixels that they have here. */
async function expectAll(page: Page): Promise<void> {
  for (const file of borrowing) {
    expect(await hashOf(await embed(page, file)), file).to.equal(await hashOf(await show(file)));
  }
}

describe('a page on another origin than dist/', () => {
  it('shows an image of its own origin', async () => {
    const page = await open(empty);
    await run(page, `${elsewhere}/dist/dicom-viewer.js`);
    expect(await hashOf(await embed(page, ct))).to.equal(await hashOf(await show(ct)));
  });

  it('shows an image of that other origin', async () => {
    const page = await open(empty);
    await run(page, `${elsewhere}/dist/dicom-viewer.js`);
    const element = await embed(page, `${elsewhere}/pydicom/CT_small.dcm`);
    expect(element.columns).to.equal(128);
  });

  it('has the decoders of that origin', async () => {
    const page = await open(empty);
    await run(page, `${elsewhere}/dist/dicom-viewer.js`);
    await expectAll(page);
  });

  it('needs no more of a policy than wasm-unsafe-eval, blob: workers and that origin', async () => {
    const page = await open(empty);
    restrict(
      page,
      `default-src 'none'; script-src ${elsewhere} 'wasm-unsafe-eval'; worker-src blob: ${elsewhere}; connect-src 'self' ${elsewhere}`,
    );
    await run(page, `${elsewhere}/dist/dicom-viewer.js`);
    expect((await embed(page, ct)).columns).to.equal(128);
    expect(page.violations).to.be.empty;
  });
});

describe('a page whose policy forbids WebAssembly', () => {
  it('is told that the runtime can not start', async () => {
    const page = await open(empty);
    const sources = `script-src ${elsewhere}; worker-src blob: ${elsewhere}`;
    restrict(page, `default-src 'none'; ${sources}; connect-src 'self' ${elsewhere}`);
    await run(page, `${elsewhere}/dist/dicom-viewer.js`);
    expect(await failureOf(embed(page, ct))).to.include({ code: 'runtime' });
  });
});

describe('a page under a strict policy', () => {
  it('shows an image, and nothing is stopped', async () => {
    const page = await open(strict);
    await run(page, '/strict-csp/dist/dicom-viewer.js');
    const element = await embed(page, ct);
    expect(await hashOf(element)).to.equal(await hashOf(await show(ct)));
    expect(page.violations).to.be.empty;
  });

  it('has its decoders', async () => {
    const page = await open(strict);
    await run(page, '/strict-csp/dist/dicom-viewer.js');
    await expectAll(page);
    expect(page.violations).to.be.empty;
  });

  it('shows pixels that are not square, frames and pseudo-colour', async () => {
    const page = await open(strict);
    await run(page, '/strict-csp/dist/dicom-viewer.js');
    const element = await embed(page, generated('non-square'));
    element.colormap = 'hot';
    element.src = generated('stack');
    element.frame = 3;
    await element.rendered;
    expect(page.violations).to.be.empty;
  });

  it('shows marks', async () => {
    const page = await open(strict);
    await run(page, '/strict-csp/dist/dicom-viewer.js');
    const element = await embed(page, ct);
    element.editable = true;
    element.tool = 'select';
    element.annotations = [
      { id: 'a', type: 'rectangle', points: [[20, 20], [60, 50]], color: 'red' }, // prettier-ignore
      { id: 'b', type: 'point', points: [[90, 90]], hidden: true },
    ];
    await element.rendered;
    const reveal = element.shadowRoot?.querySelector<HTMLElement>('.reveal');
    expect(reveal?.style.left).to.match(/px$/);
    expect(element.shadowRoot?.querySelectorAll('.mark-list li')).to.have.length(2);
    expect(page.violations).to.be.empty;
  });

  it('has a worker under that policy too', async () => {
    const { headers } = await fetch('/strict-csp/dist/worker.js');
    expect(headers.get('content-security-policy')).to.include(
      "script-src 'self' 'wasm-unsafe-eval'",
    );
  });

  it('is a policy that would be noticed', async () => {
    const page = await open(strict);
    const violation = new Promise((resolve) => {
      page.document.addEventListener('securitypolicyviolation', resolve);
    });
    page.document.body.setAttribute('style', 'color: red');
    await violation;
    expect(page.violations).to.have.length(1);
    expect(page.violations[0]).to.include('style-src');
  });
});

describe('two copies of the module on a page', () => {
  it('do not clash', async () => {
    const page = await open(empty);
    await run(page, '/dist/dicom-viewer.js?first');
    const first = page.window.customElements.get('dicom-viewer');
    await run(page, '/dist/dicom-viewer.js?second');
    expect(page.window.customElements.get('dicom-viewer')).to.equal(first);
    expect((await embed(page, ct)).columns).to.equal(128);
  });

  it('share the worker of the first', async () => {
    await show(ct);
    const before = workers.length;
    const asked = new Set<Worker>();
    const forget = eachRequest((_, worker) => asked.add(worker));
    await import(`${location.origin}/dist/dicom-viewer.js?again`);
    await show(generated('stack'));
    forget();
    expect(workers).to.have.length(before);
    expect([...asked]).to.deep.equal([workers.at(-1)]);
  });
});

describe('the page’s global names', () => {
  it('are what they were, before and after an image', async () => {
    const page = await open(empty);
    const names = () => Object.getOwnPropertyNames(page.window).sort();
    const before = names();
    await run(page, '/dist/dicom-viewer.js');
    expect(names()).to.deep.equal(before);
    await embed(page, ct);
    expect(names()).to.deep.equal(before);
  });
});

describe('a decoder that can not be fetched', () => {
  it('is an error of network until it is there, and does not stop another file', async () => {
    const page = await open(empty);
    await run(page, '/fragile/dist/dicom-viewer.js');
    const element = put(page, ct);
    const parts = [
      ['jpeg.js', sample('examples_ybr_color.dcm')],
      ['openjpegwasm_decode.wasm', sample('JPEG2000.dcm')],
      ['lcms.wasm', generated('rgb-wide-gamut')],
    ] as const;
    for (const [part, file] of parts) {
      await fetch(`/fragile/dist/codecs/${part}?break`);
      element.src = file;
      expect(await failureOf(element.rendered)).to.include({ code: 'network', isPassing: true });
      element.src = ct;
      await element.rendered;
      expect(element.columns).to.equal(128);

      await fetch(`/fragile/dist/codecs/${part}?mend`);
      element.src = file;
      await element.rendered;
      expect(await hashOf(element), part).to.equal(await hashOf(await show(file)));
    }
  });

  it('is not missed by colours of sRGB, or by gray ones', async () => {
    const page = await open(empty);
    await run(page, '/fragile/dist/dicom-viewer.js');
    await fetch('/fragile/dist/codecs/icc.js?break');
    for (const name of ['rgb', 'rgb-srgb-profile', 'gray-8']) {
      const file = generated(name);
      expect(await hashOf(await embed(page, file)), name).to.equal(await hashOf(await show(file)));
    }
    await fetch('/fragile/dist/codecs/icc.js?mend');
  });
});
