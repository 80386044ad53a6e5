import { expect } from 'chai';

import { DicomViewer, type DicomEventDetails, type DicomLoadDetail } from '/dist/dicom-viewer.js';

import { fileOf, generated, heard, inside, next, put, sample, show, slowly } from './harness.js';
import { drop } from './user.js';

const ct = sample('CT_small.dcm');

function pythonScript(text: string): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'text/x-python';
  script.text = text;
  return script;
}

type Cause = (element: DicomViewer) => Promise<void> | void;

/** What brings each event about. */
const causes: Record<keyof DicomEventDetails, Cause> = {
  'dicom-progress': (element) => {
    element.src = ct;
  },
  'dicom-load': (element) => {
    element.src = ct;
  },
  'dicom-render': (element) => {
    element.src = ct;
  },
  'dicom-error': (element) => {
    element.src = '/package.json';
  },
  'dicom-warning': (element) => {
    element.src = generated('cut-within-frames');
  },
  'dicom-annotation': async (element) => {
    element.src = ct;
    element.annotations = [{ id: 'a', type: 'point', points: [[9, 9]], hidden: true }];
    await element.rendered;
    inside(element, '.reveal').click();
  },
  'dicom-result': (element) => {
    element.append(pythonScript('def nothing(): pass'));
    element.src = ct;
  },
  'dicom-log': (element) => {
    element.append(pythonScript('def hello(): print("Hello")'));
    element.src = ct;
  },
  'dicom-change': async (element) => {
    element.controls = true;
    drop(element, await fileOf(ct));
  },
};

for (const [name, cause] of Object.entries(causes) as [keyof DicomEventDetails, Cause][]) {
  it(`${name} bubbles and leaves shadow trees`, async () => {
    const host = document.createElement('div');
    const element = new DicomViewer();
    host.attachShadow({ mode: 'open' }).append(element);
    document.body.append(host);
    const outside = heard(document, name);
    const event = next(element, name);
    await cause(element);
    const { detail } = await event;
    expect(outside[0]).to.equal(detail);
    await element.rendered.catch(() => undefined);
  });
}

describe('dicom-load', () => {
  it('tells what was loaded, once the image is there', async () => {
    const element = put({ src: generated('stack') });
    const { detail } = await next(element, 'dicom-load');
    expect(detail).to.deep.equal({
      rows: 24,
      columns: 40,
      frameCount: 12,
      transferSyntaxUID: element.metadata?.summary.transferSyntaxUID,
      modality: 'CT',
    });
  });

  it('has a detail of its own type for a listener of the document', async () => {
    const details: DicomLoadDetail[] = [];
    const listener = (event: CustomEvent<DicomLoadDetail>) => {
      details.push(event.detail);
    };
    document.addEventListener('dicom-load', listener);
    await show(ct);
    document.removeEventListener('dicom-load', listener);
    expect(details.map(({ rows, columns }) => [rows, columns])).to.deep.equal([[128, 128]]);
  });

  it('comes once for each source', async () => {
    const element = put({ src: generated('stack') });
    const loads = heard(element, 'dicom-load');
    await element.rendered;
    element.frame = 3;
    await element.rendered;
    expect(loads).to.have.length(1);
    element.src = ct;
    await element.rendered;
    expect(loads.map(({ columns }) => columns)).to.deep.equal([40, 128]);
  });
});

describe('dicom-render', () => {
  it('tells what is on the canvas and how long it took', async () => {
    const element = put({ src: generated('stack'), frame: '4', 'window-width': '500' });
    const { detail } = await next(element, 'dicom-render');
    expect(detail).to.include({ frame: 4, windowCenter: 1000, windowWidth: 500 });
    expect(detail.decodeMs).to.be.within(0, 60_000);
    expect(detail.renderMs).to.be.within(0, 60_000);
  });

  it('has no window where none acts', async () => {
    const element = put({ src: sample('SC_rgb_small_odd.dcm') });
    const { detail } = await next(element, 'dicom-render');
    expect(detail).to.include({ windowCenter: null, windowWidth: null });
  });

  it('comes for each change of the view, and for nothing else', async () => {
    const element = await show(generated('stack'));
    const renders = heard(element, 'dicom-render');
    element.frame = 2;
    await element.rendered;
    element.invert = true;
    await element.rendered;
    element.interpolation = 'pixelated';
    element.alt = 'A stack';
    element.info = true;
    element.controls = true;
    await element.rendered;
    expect(renders.map(({ frame }) => frame)).to.deep.equal([2, 2]);
  });
});

describe('dicom-progress', () => {
  it('counts the bytes of the source up to all of them', async () => {
    const element = put();
    const details = heard(element, 'dicom-progress');
    element.src = slowly(ct);
    await element.rendered;
    const source = details.filter(({ phase }) => phase === 'source');
    expect(source.length).to.be.greaterThan(1);
    expect(source.at(-1)).to.deep.equal({
      phase: 'source',
      loaded: 39206,
      total: 39206,
      files: 1,
      fileCount: 1,
    });
  });
});

describe('dicom-warning', () => {
  it('tells what is off in an image that is shown', async () => {
    const element = put({ src: generated('cut-within-frames') });
    const { detail } = await next(element, 'dicom-warning');
    expect(detail).to.include({ code: 'truncated' });
    expect(detail.message).to.include('3 of 4 frames');
    await element.rendered;
    expect(element.frameCount).to.equal(3);
  });

  it('says the same of a source only once', async () => {
    const element = put({ src: generated('stack'), voi: '7' });
    const warnings = heard(element, 'dicom-warning');
    await element.rendered;
    element.frame = 1;
    await element.rendered;
    expect(warnings.map(({ code }) => code)).to.deep.equal(['view']);
  });
});

describe('dicom-change', () => {
  it('never comes of what a script does', async () => {
    const element = await show(generated('stack'), { controls: '' });
    const changes = heard(element, 'dicom-change');
    Object.assign(element, {
      frame: 3,
      windowCenter: 500,
      windowWidth: 100,
      voi: 0,
      colormap: 'hot',
      invert: true,
      interpolation: 'pixelated',
      info: true,
    });
    await element.rendered;
    element.setAttribute('frame', '99');
    await element.rendered;
    element.reset();
    await element.rendered;
    element.files = [await fileOf(ct)];
    await element.rendered;
    element.src = ct;
    element.controls = false;
    await element.rendered;
    expect(changes).to.be.empty;
  });
});
