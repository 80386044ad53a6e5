import { expect } from 'chai';

import type { DicomError } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import { otherOrigin, sample, show, showWithTool } from './harness.js';
import { embed, empty, hashOf, open, put, run, type Page } from './page.js';

const elsewhere = await otherOrigin();
const ct = sample('CT_small.dcm');

/** What a page in a frame posts, which may be of an origin that is nobody's. */
async function reportOf(path: string, sandbox?: string): Promise<Record<string, unknown>> {
  const frame = document.createElement('iframe');
  if (sandbox !== undefined) {
    frame.setAttribute('sandbox', sandbox);
  }
  const report = new Promise<Record<string, unknown>>((resolve) => {
    const listener = ({ source, data }: MessageEvent<Record<string, unknown>>) => {
      if (source === frame.contentWindow) {
        removeEventListener('message', listener);
        resolve(data);
      }
    };
    addEventListener('message', listener);
  });
  frame.src = path;
  document.body.append(frame);
  return report;
}

function reporting(module: string, src: string, prefix = ''): string {
  const query = new URLSearchParams({ module, src });
  return `${prefix}/test/element/pages/reporting.html?${query.toString()}`;
}

/** The colour of an element's stage, which only its styles give. */
function stageColour(element: HTMLElement): string {
  const stage = element.shadowRoot?.querySelector('.stage');
  return stage ? getComputedStyle(stage).backgroundColor : '';
}

describe('a frame in a sandbox, whose origin is nobody’s', () => {
  it('shows an image', async () => {
    const module = `${elsewhere}/dist/dicom-viewer.js`;
    const path = reporting(module, `${elsewhere}/pydicom/CT_small.dcm`);
    const reference = await show(ct);
    expect(await reportOf(path, 'allow-scripts')).to.deep.equal({
      width: 128,
      height: 128,
      value: await reference.pixelAt(10, 20),
      origin: 'null',
    });
  });
});

describe('a page that may be embedded by none (COEP)', () => {
  it('shows an image of its own origin, and one of another that allows it', async () => {
    const page = await open(`/isolated${empty}`);
    await run(page, '/isolated/dist/dicom-viewer.js');
    const element = await embed(page, ct);
    expect(await hashOf(element)).to.equal(await hashOf(await show(ct)));
    element.src = `${elsewhere}/pydicom/MR_small.dcm`;
    await element.rendered;
    expect(element.columns).to.equal(64);
  });

  it('says what is missing where only the page has that header', async () => {
    const page = await open(`/isolated${empty}`);
    await run(page, '/dist/dicom-viewer.js');
    const error = (await failureOf(put(page, ct).rendered)) as DicomError;
    expect(error).to.include({ code: 'runtime' });
    expect(error.message).to.include('worker.js').and.to.include('Cross-Origin-Embedder-Policy');
  });
});

describe('a page that trusts no text (require-trusted-types-for)', () => {
  it('shows an image, its controls and marks, and nothing is stopped', async () => {
    const page = await open('/trusted-types/test/element/pages/embedding.html');
    const element = await embed(page, ct);
    element.editable = true;
    element.tool = 'select';
    element.annotations = [{ id: 'a', type: 'length', points: [[20, 20], [60, 50]] }]; // prettier-ignore
    await element.rendered;
    await element.updateComplete;
    expect(await hashOf(element)).to.equal(await hashOf(await show(ct)));
    expect(element.shadowRoot?.querySelector('[part="toolbar"]')).to.not.equal(null);
    expect(element.shadowRoot?.querySelectorAll('.mark-list li')).to.have.length(1);
    expect(page.violations).to.be.empty;
  });

  it('has its decoders', async () => {
    const page = await open('/trusted-types/test/element/pages/embedding.html');
    const jpeg = sample('JPEG2000.dcm');
    expect(await hashOf(await embed(page, jpeg))).to.equal(await hashOf(await show(jpeg)));
    expect(page.violations).to.be.empty;
  });

  it('is a page that would notice', async () => {
    const page = await open(`/trusted-types${empty}`);
    expect(() => {
      page.document.body.innerHTML = '<p>Text</p>';
    }).to.throw('TrustedHTML');
  });
});

describe('a server that mistakes types', () => {
  it('shows an image where only scripts have theirs', async () => {
    const page = await open(empty);
    await run(page, '/typeless/dist/dicom-viewer.js');
    expect(await hashOf(await embed(page, ct))).to.equal(await hashOf(await show(ct)));
  });

  it('is told which script it sends as another type', async () => {
    const page = await open(empty);
    await run(page, '/mistyped/worker.js/dist/dicom-viewer.js');
    const error = (await failureOf(put(page, ct).rendered)) as DicomError;
    expect(error).to.include({ code: 'runtime' });
    expect(error.message).to.include('worker.js').and.to.include('text/plain');
  });
});

describe('a page with a <base>', () => {
  it('shows what its addresses name', async () => {
    const page = await open(empty);
    const base = page.document.createElement('base');
    base.href = '/.cache/pydicom/';
    page.document.head.append(base);
    await run(page, '/dist/dicom-viewer.js');
    expect(await hashOf(await embed(page, 'CT_small.dcm'))).to.equal(await hashOf(await show(ct)));
  });
});

describe('an element that comes into another document', () => {
  async function adopt(element: HTMLElement): Promise<Page> {
    const page = await open(empty);
    page.document.body.append(element);
    return page;
  }

  it('keeps its looks, its marks’ and its bar’s', async () => {
    const element = await showWithTool(ct, { controls: '', editable: '' });
    element.annotations = [{ id: 'a', type: 'length', points: [[20, 20], [60, 50]] }]; // prettier-ignore
    await element.rendered;
    await element.updateComplete;
    const sheetTexts = () =>
      element.shadowRoot?.adoptedStyleSheets.map(({ cssRules }) => cssRules.length);
    const before = { colour: stageColour(element), sheets: sheetTexts() };
    await adopt(element);
    await element.rendered;
    expect({ colour: stageColour(element), sheets: sheetTexts() }).to.deep.equal(before);
  });

  it('shows its image there, and another one', async () => {
    const element = await showWithTool(ct);
    const page = await adopt(element);
    await element.rendered;
    expect(element.ownerDocument).to.equal(page.document);
    element.src = sample('MR_small.dcm');
    await element.rendered;
    expect(await hashOf(element)).to.equal(await hashOf(await show(sample('MR_small.dcm'))));
  });

  it('keeps its looks when it comes back', async () => {
    const element = await show(ct);
    const before = stageColour(element);
    await adopt(element);
    document.body.append(element);
    expect(stageColour(element)).to.equal(before);
    await element.rendered;
  });
});

describe('a site with the service worker of docs/hosting.md', () => {
  it('shows offline what it has shown before', async () => {
    const path = '/offline/test/element/pages/embedding.html';
    const first = await open(path);
    const { serviceWorker } = first.window.navigator;
    const registration = await serviceWorker.register('/offline/service-worker.js');
    await serviceWorker.ready;
    try {
      await embed(await open(path), `/offline${ct}`);
      await failureOf(fetch('/offline/README.md?cut'));
      const page = await open(path);
      const element = await embed(page, `/offline${ct}`);
      expect(await hashOf(element)).to.equal(await hashOf(await show(ct)));
    } finally {
      await registration.unregister();
      await fetch('/offline/README.md?mend');
    }
  });
});

describe('a worker.js of another build', () => {
  it('is named', async () => {
    const page = await open(empty);
    await run(page, '/outdated/dist/dicom-viewer.js');
    const error = (await failureOf(put(page, ct).rendered)) as DicomError;
    expect(error).to.include({ code: 'runtime' });
    expect(error.message).to.include('worker.js').and.to.include('dicom-viewer.js');
  });
});
