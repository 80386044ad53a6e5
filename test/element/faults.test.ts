import { expect } from 'chai';

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { failureOf } from '../failure.js';
import { saved } from './exports.js';
import { button, has, heard, inside, pixels, sample, workers } from './harness.js';
import { markParts } from './marks.js';

const archive = '/.cache/archives/stored.zip';
const jpeg = sample('examples_ybr_color.dcm');
/** Two marks, which the page names by a URL. */
const marks = `data:application/json,${encodeURIComponent(
  JSON.stringify([
    { id: 'a', type: 'point', points: [[20, 20]] },
    { id: 'b', type: 'point', points: [[40, 40]] },
  ]),
)}`;

/** Whether an element has what was missing. */
type Check = (element: DicomViewer) => boolean;

/** A fault and the file that has it, as the paths of test/network.mjs name them. */
type Fault = `${'stall' | 'missing' | 'cut' | 'flip' | 'half'}:${string}`;

/** The module of the element, all of whose files come from where one of them has a fault. */
async function viewerWith(fault: Fault): Promise<typeof DicomViewer> {
  const url = `/fault/${fault}/dist/dicom-viewer.js`;
  return ((await import(url)) as { DicomViewer: typeof DicomViewer }).DicomViewer;
}

let elementCount = 0;

/** Writes an element of a module on the page; its name is free, unlike that of the first module's. */
function putOf(
  Viewer: typeof DicomViewer,
  src: string,
  attributes: Record<string, string> = {},
): DicomViewer {
  const Element = class extends Viewer {};
  customElements.define(`viewer-with-fault-${String(++elementCount)}`, Element);
  const element = new Element();
  element.src = src;
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  return element;
}

async function mend(fault: Fault): Promise<void> {
  await fetch(`/fault/${fault}/dist/LICENSE?mend`);
}

/** What was rejected in a worker or on the page, and nobody handled. */
const unhandled: string[] = [];

const { Worker: WatchedWorker } = globalThis;
globalThis.Worker = class extends WatchedWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    this.addEventListener('message', ({ data }: MessageEvent<{ unhandled?: string }>) => {
      if (data.unhandled !== undefined) {
        unhandled.push(data.unhandled);
      }
    });
  }
};
globalThis.addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));

beforeEach(() => {
  unhandled.length = 0;
});
afterEach(() => {
  for (const worker of workers.splice(0)) {
    worker.terminate(); // each module has its own
  }
});

describe('a file of the runtime', () => {
  const needed = [
    'worker.js',
    'pyodide.asm.js',
    'pyodide.asm.wasm.bin',
    '_multiarray_umath.cpython-313-wasm32-emscripten.so.bin',
  ];
  for (const name of needed) {
    // A script of which one byte is wrong may still run.
    const kinds = ['missing', 'cut', 'half', ...(name === 'pyodide.asm.js' ? ['flip'] : [])];
    for (const kind of kinds as ('missing' | 'cut' | 'half' | 'flip')[]) {
      it(`that is ${kind} fails the start with its name, and not the next one: ${name}`, async () => {
        const fault: Fault = `${kind}:${name}`;
        const Viewer = await viewerWith(fault);
        const failure = (await failureOf(Viewer.preload())) as Error;
        expect(failure).to.include({ code: 'runtime' });
        expect(failure.message).to.include(name.replace(/\.bin$/, ''));
        await mend(fault);
        await Viewer.preload();
        expect(unhandled).to.be.empty;
      });
    }
  }

  for (const name of ['assistant.js', 'base.patch.bin', 'image.patch.bin']) {
    it(`that is damaged is done without: ${name}`, async () => {
      await (await viewerWith(`half:${name}`)).preload();
      expect(unhandled).to.be.empty;
    });
  }
});

describe('files of the runtime that stall', () => {
  it('fail the start within 20 seconds, and not the next one, or are done without', async () => {
    const start = performance.now();
    const stalling = ['worker.js', 'pyodide.asm.wasm.bin', 'base.patch.bin', 'pyodide.asm.js'];
    const withoutAssistant = (await viewerWith('stall:assistant.js')).preload();
    const starts = stalling.map(async (name) => {
      const Viewer = await viewerWith(`stall:${name}`);
      return { name, Viewer, failure: (await failureOf(Viewer.preload())) as Error };
    });
    for (const { name, failure } of await Promise.all(starts)) {
      expect(failure, name).to.include({ code: 'runtime' });
      expect(failure.message).to.include(name).and.to.include('15 seconds');
    }
    await withoutAssistant;
    expect(performance.now() - start).to.be.below(25_000);
    await mend('stall:worker.js');
    await (await viewerWith('stall:worker.js')).preload();
    expect(unhandled).to.be.empty;
  });
});

describe('a file of a decoder', () => {
  for (const name of ['jpeg.js', 'libjpegturbowasm_decode.wasm']) {
    for (const kind of ['missing', 'cut', 'flip', 'half'] as const) {
      it(`that is ${kind} is a failure of the network which names it, until it is there: ${name}`, async () => {
        const fault: Fault = `${kind}:${name}`;
        const Viewer = await viewerWith(fault);
        const element = putOf(Viewer, jpeg);
        const failure = (await failureOf(element.rendered)) as Error;
        expect(failure).to.include({ code: 'network', isPassing: true });
        expect(failure.message).to.include(name);
        await mend(fault);
        element.src = jpeg;
        await element.rendered;
        expect(element.columns).to.be.greaterThan(0);
        expect(unhandled).to.be.empty;
      });
    }
  }
});

describe('what opens zip files', () => {
  for (const kind of ['missing', 'cut', 'half'] as const) {
    it(`is a failure of the network while it is ${kind}, and then opens them`, async () => {
      const fault: Fault = `${kind}:archive.js`;
      const Viewer = await viewerWith(fault);
      const element = putOf(Viewer, archive);
      const failure = (await failureOf(element.rendered)) as Error;
      expect(failure).to.include({ code: 'network', isPassing: true });
      expect(failure.message).to.include('archive.js');
      await mend(fault);
      element.src = archive;
      await element.rendered;
      expect(element.loaded).to.be.true;
      expect(unhandled).to.be.empty;
    });
  }
});

describe('the file of a language', () => {
  for (const kind of ['missing', 'cut', 'half', 'stall'] as const) {
    it(`leaves the texts in English while it is ${kind}, and is no error`, async () => {
      const Viewer = await viewerWith(`${kind}:de.js`);
      const element = putOf(Viewer, sample('CT_small.dcm'));
      element.lang = 'de';
      element.controls = true;
      await element.rendered;
      const asked = performance.getEntriesByType('resource').map(({ name }) => name);
      const isAsked = asked.some((url) => url.includes(`${kind}:de.js/dist/languages/de.js`));
      expect(isAsked || kind === 'stall').to.be.true; // that one is listed once it has ended
      expect(button(element, 'Reset')).to.exist;
      expect(inside(element, '.controls').lang).to.equal('en');
      expect(unhandled).to.be.empty;
    });
  }
});

describe('what is fetched when it is first used', () => {
  /** Updates an element, as whatever a user does to it, until something holds. */
  async function updatedUntil(element: DicomViewer, holds: () => boolean): Promise<void> {
    while (!holds()) {
      element.requestUpdate();
      await element.updateComplete;
      await new Promise(requestAnimationFrame);
    }
  }

  const uses: [file: string, attributes: Record<string, string>, isThere: Check][] = [
    ['controls.js', { controls: '' }, (element) => has(element, '[role="toolbar"]')],
    [
      'es.js',
      { controls: '', lang: 'es' },
      (element) => inside(element, '.controls').lang === 'es',
    ],
    ['annotations.js', { 'annotations-src': marks }, (element) => markParts(element).length === 2],
  ];
  for (const [file, attributes, isThere] of uses) {
    it(`is fetched again once ${file} can be had`, async () => {
      const fault: Fault = `missing:${file}`;
      const Viewer = await viewerWith(fault);
      const element = putOf(Viewer, sample('CT_small.dcm'), attributes);
      const warnings = heard(element, 'dicom-warning');
      await element.rendered;
      expect(element.loaded).to.be.true;
      expect(isThere(element)).to.be.false;
      expect(warnings.map(({ code }) => code)).to.deep.equal(file === 'annotations.js' ? ['annotations'] : []); // prettier-ignore
      await mend(fault);
      await updatedUntil(element, () => isThere(element));
      expect(warnings.length).to.be.at.most(1);
      expect(unhandled).to.be.empty;
    });
  }

  it('is an error of network while export.js is missing, and saves the image once it can be had', async () => {
    const fault: Fault = 'missing:export.js';
    const Viewer = await viewerWith(fault);
    const element = putOf(Viewer, sample('CT_small.dcm'));
    const failure = (await failureOf(element.toBlob())) as Error;
    expect(failure).to.include({ code: 'network', isPassing: true });
    expect(failure.message).to.include('export.js');
    await mend(fault);
    const { blob } = await saved(() => element.download('image'));
    const bitmap = await createImageBitmap(blob);
    expect(bitmap.width * bitmap.height * 4).to.equal(pixels(element).length);
    expect(unhandled).to.be.empty;
  });
});

describe('the part that runs pipelines', () => {
  for (const kind of ['missing', 'half'] as const) {
    it(`that is ${kind} fails what is rendered, and not the next try`, async () => {
      const fault: Fault = `${kind}:pipeline.js`;
      const ct = sample('CT_small.dcm');
      const element = putOf(await viewerWith(fault), ct);
      element.innerHTML = '<script type="text/x-python">def f(pixels): return "ran"</script>';
      const errors = heard(element, 'dicom-error');
      const failure = (await failureOf(element.rendered)) as Error;
      expect(failure).to.include({ code: 'network', reason: 'part-missing' });
      expect(failure.message).to.include('pipeline.js');
      expect(errors).to.deep.equal([{ code: 'network', message: failure.message }]);
      expect(element.columns).to.equal(128); // the image is shown
      await mend(fault);
      await new Promise((resolve) => setTimeout(resolve, 1100)); // until it may be tried again
      element.requestUpdate();
      await element.rendered;
      expect(element.results).to.deep.equal({ text: 'ran' });
      expect(errors).to.have.length(1);
      expect(unhandled).to.be.empty;
    });
  }
});
